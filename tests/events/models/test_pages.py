"""What an editor may write, and how the form reads it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from events.enums import ExchangeState
from events.models import ExchangePage
from tests.factories import events as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
START = made.later()


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"ends_at": START}, "ends_at", "after the start"),
        ({"closes_at": START + timedelta(minutes=1)}, "closes_at", "before the exchange starts"),
        ({"opens_at": START}, "opens_at", "open before"),
        ({"opens_at": START - timedelta(1), "closes_at": START - timedelta(2)}, "opens_at", "before it closes"),
        ({"capacity": 0}, "capacity", "at least one place"),
        ({"zone": "Moon/Base"}, "zone", "time zone from the list"),
        ({"state": ExchangeState.CANCELLED}, "cancelled_reason", "Say why"),
        ({"slug": "time-zone"}, "slug", "taken by a form"),
    ],
)
def test_facts_that_contradict_one_another_are_refused_beside_their_field(fields, field, words):
    page = made.exchange(starts_at=START)
    for name, value in fields.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert list(caught.value.message_dict) == [field]
    assert words in " ".join(caught.value.message_dict[field])


@pytest.mark.parametrize(
    "fields",
    [
        {"ends_at": START},
        {"closes_at": START + timedelta(minutes=1)},
        {"opens_at": START},
        {"capacity": 0},
    ],
)
def test_the_database_refuses_them_too(fields):
    page = made.exchange(starts_at=START)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangePage.objects.filter(pk=page.pk).update(**fields)


def posted(**fields):
    values = {
        "title": "A desk",
        "slug": "a-desk",
        "comments_mode": "inherit",
        "promise": "What you get.",
        "kind": "webinar",
        "mode": "online",
        "zone": "Asia/Kathmandu",
        "starts_at": "2027-03-10 14:00",
        "ends_at": "2027-03-10 15:30",
        "capacity": "12",
        "state": "scheduled",
        "take_home": streamfield([("point", "One thing")]),
        "agenda": streamfield([]),
        "good_to_know": streamfield([]),
        "preparation": streamfield([]),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
    }
    return nested_form_data(values)


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True, second_factor=True, profile__time_zone="America/Guayaquil")
    client.force_login(user)
    return user


def add(client, **fields):
    address = reverse("wagtailadmin_pages:add", args=["events", "exchangepage", made.exchange_index().pk])
    return client.post(address, posted(**fields) | {"action-publish": "1"})


def test_the_editor_writes_times_on_the_hosts_clock_wherever_she_sits(client, editor):
    add(client)
    page = ExchangePage.objects.get(slug="a-desk")
    assert page.live
    assert page.starts_at == datetime(2027, 3, 10, 8, 15, tzinfo=UTC)
    assert page.take_home[0].value == "One thing"
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    assert form["starts_at"].value() == datetime(2027, 3, 10, 14, 0)  # noqa: DTZ001  # as the clock shows it


def test_an_hour_that_the_hosts_clock_leaves_out_is_refused(client, editor):
    response = add(client, zone="Europe/Paris", starts_at="2027-03-28 02:30", ends_at="2027-03-28 04:00")
    assert "Clocks jump over this hour" in response.content.decode()
    assert not ExchangePage.objects.filter(slug="a-desk").exists()


def test_the_editor_is_told_beside_the_field_what_is_wrong(client, editor):
    response = add(client, ends_at="2027-03-10 13:00", capacity="0")
    body = response.content.decode()
    assert "The end must come after the start." in body
    assert not ExchangePage.objects.filter(slug="a-desk").exists()


def test_a_draft_can_be_previewed(client, editor):
    page = made.exchange(title="As it was")
    page.title = "As it will be"
    page.save_revision()
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "As it will be" in response.content.decode()


def test_a_page_with_registrations_cannot_be_deleted_by_mistake(client, editor):
    page = made.exchange()
    made.registered(page)
    for target in (page, page.get_parent()):
        response = client.post(reverse("wagtailadmin_pages:delete", args=[target.pk]), follow=True)
        assert "Cancel it instead" in response.content.decode()
    assert ExchangePage.objects.filter(pk=page.pk).exists()


def test_a_page_without_registrations_can_be_deleted(client, editor):
    page = made.exchange()
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not ExchangePage.objects.filter(pk=page.pk).exists()


def test_several_pages_at_once_are_kept_when_one_has_registrations(client, editor):
    page, other = made.exchange(), made.exchange()
    made.registered(page)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = client.post(f"{address}?id={page.pk}&id={other.pk}", follow=True)
    assert "Cancel it instead" in response.content.decode()
    assert ExchangePage.objects.filter(pk__in=[page.pk, other.pk]).count() == 2
