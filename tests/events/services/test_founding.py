"""The demo's exchanges: made once, always as near as on the first day."""

import json
from datetime import timedelta

import pytest

from community.outbox.models import Mail
from community.taxonomy.enums import Vocabulary
from community.taxonomy.services import vocabularies
from events.enums import ExchangeState
from events.models import ExchangePage, Registration
from events.services import founding, registrations
from foundation import clock
from tests.factories import events as made
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db
ROWS = {row["slug"]: row for row in json.loads(founding.SOURCE.read_text(encoding="utf-8"))}


@pytest.fixture
def members():
    addresses = {address for row in ROWS.values() for address in [*row["registered"], *row["waiting"]]}
    return {address: UserFactory(email=address) for address in addresses}


def load(members, now=None):
    for code in ("fr", "es"):
        made.exchange_index(code)
    return founding.load(index=made.exchange_index(), now=now or clock.now(), members=members)


def source(slug):
    return ExchangePage.objects.source_versions().get(slug=slug)


def test_every_exchange_is_published_with_those_who_come(members):
    vocabularies.load()
    assert load(members) == len(ROWS)
    for slug, row in ROWS.items():
        page = source(slug)
        assert page.live
        assert page.state == row["state"]
        assert page.registrations.confirmed().count() == len(row["registered"])
        assert page.registrations.waiting().count() == len(row["waiting"])
        assert {term.slug for term in page.languages.all()} == set(row["languages"])
        assert {term.slug for term in page.themes.all()} == set(row["themes"])
        assert {version.locale.language_code for version in page.versions} == set(row["title"])


def test_loading_again_makes_nothing_and_owes_nothing(members):
    vocabularies.load()
    load(members)
    before = (Registration.objects.count(), Mail.objects.count(), ExchangePage.objects.count())
    assert load(members) == 0
    assert (Registration.objects.count(), Mail.objects.count(), ExchangePage.objects.count()) == before


def test_days_later_every_exchange_is_as_near_as_before_in_every_language(members):
    vocabularies.load()
    now = clock.now()
    load(members, now)
    load(members, now + timedelta(days=40))
    for slug, row in ROWS.items():
        page = source(slug)
        local = (now + timedelta(days=40 + row["starts_in_days"])).astimezone(page.host_zone)
        assert page.host_start.date() == local.date()
        assert f"{page.host_start:%H:%M}" == row["local_time"]
        assert {version.starts_at for version in page.versions} == {page.starts_at}


def test_no_mail_is_owed_for_what_is_past(members):
    vocabularies.load()
    load(members)
    past = ExchangePage.objects.past(now=clock.now()).source_versions()
    told = {mail.context["registration"] for mail in Mail.objects.filter(kind="registration.confirmed")}
    assert past.count() == 2
    assert not told & set(Registration.objects.filter(exchange__in=past).values_list("pk", flat=True))


def test_who_was_registered_for_the_cancelled_exchange_was_told(members):
    vocabularies.load()
    load(members)
    cancelled = [row for row in ROWS.values() if row["state"] == ExchangeState.CANCELLED]
    told = set(Mail.objects.filter(kind="exchange.cancelled").values_list("recipient", flat=True))
    assert told == {address for row in cancelled for address in row["registered"]}


def test_who_gave_the_place_back_is_not_registered_again(members):
    vocabularies.load()
    load(members)
    page = source("help-desk-more-than-a-sign")
    gone = page.registrations.in_order().first().member
    registrations.cancel(exchange=page, member=gone, now=clock.now())
    load(members)
    assert not page.registrations.active().of(gone).exists()


def test_without_the_vocabularies_a_language_nobody_offers_is_no_obstacle(members):
    TermFactory(vocabulary=Vocabulary.LANGUAGES, slug="en")
    assert load({}) == len(ROWS)
