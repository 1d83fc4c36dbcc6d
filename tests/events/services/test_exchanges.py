"""What follows when an editor publishes: facts in every language, the waiting list, those registered."""

import pytest

from community.outbox.models import Mail
from community.taxonomy.enums import Vocabulary
from events.enums import ExchangeState
from events.models import ExchangePage
from foundation import clock
from tests.factories import events as made
from tests.factories import pages
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db


def fresh(page):
    return ExchangePage.objects.get(pk=page.pk)


def states(page):
    return list(page.registrations.in_order().values_list("state", flat=True))


def test_publishing_more_places_moves_people_up():
    page = made.exchange(capacity=1)
    for _number in range(4):
        made.registered(page)
    pages.publish(fresh(page), capacity=3)
    assert states(page) == ["confirmed"] * 3 + ["waiting"]
    assert Mail.objects.filter(kind="registration.promoted").count() == 2


def test_publishing_fewer_places_drops_nobody():
    page = made.exchange(capacity=3)
    for _number in range(3):
        made.registered(page)
    pages.publish(fresh(page), capacity=1)
    assert states(page) == ["confirmed"] * 3


def test_saving_a_draft_changes_nothing():
    page = made.exchange(capacity=1)
    for _number in range(2):
        made.registered(page)
    draft = fresh(page)
    draft.capacity = 2
    draft.save_revision()
    assert states(page) == ["confirmed", "waiting"]


def test_facts_reach_every_language_version_and_words_do_not():
    page = made.exchange(capacity=3)
    alias, version = made.stand_in(page, "fr"), made.translation(page, "es", title="Hola", promise="Promesa.")
    starts_at = made.later(days=20)
    changed = fresh(page)
    changed.themes = [TermFactory(slug="integration")]
    changed.languages = [TermFactory(vocabulary=Vocabulary.LANGUAGES, slug="ar")]
    pages.publish(changed, title="Changed", capacity=9, zone="Asia/Manila", starts_at=starts_at, ends_at=made.later(21))
    for other in (fresh(alias), fresh(version)):
        assert (other.capacity, other.zone, other.starts_at) == (9, "Asia/Manila", starts_at)
        assert [term.slug for term in other.themes.all()] == ["integration"]
        assert [term.slug for term in other.languages.all()] == ["ar"]
    assert fresh(alias).title == "Changed"
    assert (fresh(version).title, fresh(version).promise) == ("Hola", "Promesa.")


def test_a_translation_with_old_facts_gets_the_sources_back_when_published():
    page = made.exchange(capacity=3)
    version = made.translation(page, "fr", title="Bonjour")
    pages.publish(fresh(page), capacity=7)
    pages.publish(fresh(version), capacity=3, state=ExchangeState.CANCELLED, cancelled_reason="Old.")
    assert (fresh(version).capacity, fresh(version).state) == (7, ExchangeState.SCHEDULED)
    assert (fresh(page).capacity, fresh(page).state) == (7, ExchangeState.SCHEDULED)
    assert not Mail.objects.exists()


def test_an_exchange_cancelled_after_its_end_is_told_to_nobody():
    page = made.exchange()
    made.registered(page)
    past = clock.now()
    pages.publish(
        fresh(page),
        starts_at=past.replace(year=past.year - 1),
        ends_at=past.replace(year=past.year - 1, microsecond=0) + (page.ends_at - page.starts_at),
        state=ExchangeState.CANCELLED,
        cancelled_reason="The room is wet.",
    )
    assert not Mail.objects.exists()
