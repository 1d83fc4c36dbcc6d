"""Comments below an exchange."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.comments.models import PageComment
from events.enums import ExchangeState
from events.models import ExchangePage
from tests.factories import comments
from tests.factories import events as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def write_url(page):
    return reverse("comments:write", args=[page.pk])


@pytest.fixture
def member(client):
    user = UserFactory(name="Aminata")
    client.force_login(user)
    return user


def test_a_visitor_reads_the_comments_and_is_led_to_the_login(client):
    page = made.exchange()
    assert "No comments yet" in text(client.get(page.url))
    comments.comment(page, text="Will it be recorded?", author=UserFactory(name="Bintou"))
    body = text(client.get(page.url))
    assert "Will it be recorded?" in body
    assert "Bintou" in body
    assert f"?next={page.url}%23reply" in body
    assert client.post(write_url(page), {"text": "Me too", "language": "en"}).status_code == 403
    assert PageComment.objects.count() == 1


def test_a_member_comments_in_her_language_and_every_version_shows_it(client, member):
    page = made.exchange()
    version, alias = made.translation(page, "fr", title="Un échange"), made.stand_in(page, "es")
    for number, each in enumerate((page, version, alias)):
        answer = client.post(write_url(each), {"text": f"Question {number}", "language": "en"})
        assert answer.status_code in {302, 303}
    assert {row.object_pk for row in PageComment.objects.all()} == {str(page.pk)}
    for each in (page, version, alias):
        assert all(f"Question {number}" in text(client.get(each.url)) for number in range(3))


def test_a_past_or_cancelled_exchange_can_still_be_talked_about(client, member):
    page = made.exchange()
    ExchangePage.objects.filter(pk=page.pk).update(state=ExchangeState.CANCELLED, cancelled_reason="The hall burned.")
    client.post(write_url(page), {"text": "When is the next?", "language": "en"})
    assert "When is the next?" in text(client.get(page.url))


def test_comments_obey_the_walls_of_the_exchange(client, member):
    page = made.exchange()
    comment = comments.comment(page)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert client.get(comment.get_absolute_url()).status_code == 404
    assert client.post(write_url(page), {"text": "In", "language": "en"}).status_code == 404
    assert PageComment.objects.count() == 1


def test_the_registration_form_and_the_comment_form_share_no_id(client, member):
    page = made.exchange()
    body = client.get(page.url).content.decode()
    found = [part.split('"')[0] for part in body.split(' id="')[1:]]
    assert sorted(found) == sorted(set(found))
    assert 'id="comment_text"' in body
