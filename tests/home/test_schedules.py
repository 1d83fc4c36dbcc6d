"""What the editors' room does by itself."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Page, Revision

from foundation import clock
from home.practices.models import StoryPage
from tests.factories import stories as made

pytestmark = pytest.mark.django_db


def scheduled():
    """Return a draft that an editor wants published in an hour."""
    page = made.story(live=False)
    page.go_live_at = clock.now() + timedelta(hours=1)
    page.save_revision().publish()
    return page


def an_hour_later():
    """Move the moment that the editor set into the past, wherever it is written down."""
    past = clock.now() - timedelta(minutes=1)
    Page.objects.filter(go_live_at__isnull=False).update(go_live_at=past)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.approved_go_live_at = past
        revision.content = {**revision.content, "go_live_at": past.isoformat()}
        revision.save(update_fields=["approved_go_live_at", "content"])


def test_a_page_is_published_at_the_moment_its_editor_set(client):
    page = scheduled()
    call_command("send_due")
    assert not StoryPage.objects.get(pk=page.pk).live
    an_hour_later()
    call_command("send_due")
    assert StoryPage.objects.get(pk=page.pk).live
    assert page.title in client.get(page.url).content.decode()


def test_a_page_is_withdrawn_at_the_moment_its_editor_set(client):
    page = made.story()
    StoryPage.objects.filter(pk=page.pk).update(expire_at=clock.now() - timedelta(minutes=1))
    call_command("send_due")
    assert client.get(page.url).status_code == 404


def test_the_timetable_names_it():
    assert "home.schedules.publish_scheduled" in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
