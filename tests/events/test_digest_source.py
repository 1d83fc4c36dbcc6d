"""What digests hear of exchanges."""

from datetime import timedelta

import pytest
from wagtail.models import PageViewRestriction

from community.digests import composition
from community.digests.services import following, weekly
from community.digests.sources import Section, collect_all
from community.outbox import delivery
from events import digest_source
from events.enums import ExchangeState
from events.models import ExchangePage
from foundation import clock
from tests.factories import events as made
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def announced(ago, starts_in=timedelta(days=60), **fields):
    """Return an exchange announced so long ago that starts in so long."""
    now = clock.now()
    return made.exchange(starts_at=now + starts_in, first_published_at=now - ago, **fields)


def told(language="en", since=WEEK):
    now = clock.now()
    return {item.title: item for item in digest_source.collect(language, now - since, now)}


def test_what_was_announced_lately_is_told_with_its_day_and_place():
    page = announced(timedelta(days=2), title="A desk", promise="Bring a case.", place="Town hall, Kayes")
    item = told()["A desk"]
    assert (item.key, item.stamp) == (f"exchange:{page.translation_key}", page.first_published_at)
    assert (item.section, item.starts_at) == (Section.EXCHANGES, page.starts_at)
    assert (item.summary, item.place, item.path) == ("Bring a case.", "Town hall, Kayes", f"/en/exchanges/{page.slug}/")


def test_what_is_near_is_told_however_long_ago_it_was_announced():
    announced(60 * WEEK, timedelta(days=6), title="Next week")
    announced(60 * WEEK, timedelta(days=90), title="In three months")
    assert set(told()) == {"Next week"}


@pytest.mark.parametrize(
    "fields",
    [
        {"state": ExchangeState.CANCELLED, "cancelled_reason": "The hall burned."},
        {"starts_in": -timedelta(hours=1)},
        {"ago": -timedelta(days=1)},
        {"live": False},
    ],
)
def test_what_does_not_come_or_is_not_out_is_not_told(fields):
    ago = fields.pop("ago", timedelta(days=1))
    announced(ago, fields.pop("starts_in", timedelta(days=5)), **fields)
    assert told() == {}


def test_what_is_behind_a_wall_is_told_in_no_language():
    page = announced(timedelta(days=1), title="Walled")
    made.stand_in(page, "fr")
    made.translation(page, "es", title="Con muro")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert [told(language) for language in ("en", "fr", "es")] == [{}, {}, {}]


def test_each_language_has_its_own_words_and_address():
    page = announced(timedelta(days=1), title="In English")
    made.stand_in(page, "fr")
    made.translation(page, "es", title="En español")
    ExchangePage.objects.update(first_published_at=page.first_published_at)
    french, spanish = told("fr")["In English"], told("es")["En español"]
    assert (french.language, french.path) == ("en", f"/fr/exchanges/{page.slug}/")
    assert (spanish.language, spanish.path) == ("es", f"/es/exchanges/{page.slug}/")
    assert french.key == spanish.key


def test_themes_come_with_their_parents():
    TermFactory(slug="below", parent=TermFactory(slug="above"))
    announced(timedelta(days=1), title="Filed", themes=("below",))
    assert told()["Filed"].themes == {"below", "above"}


def test_the_soonest_comes_first():
    announced(timedelta(days=1), timedelta(days=9), title="Later")
    announced(60 * WEEK, timedelta(days=3), title="Sooner")
    now = clock.now()
    items = collect_all(language="en", since=now - WEEK, now=now)
    assert [item.title for item in items if item.section == Section.EXCHANGES] == ["Sooner", "Later"]


def test_a_member_hears_of_an_exchange_once(settings):
    announced(60 * WEEK, timedelta(days=12), title="In twelve days", themes=("remittances",))
    member, now = UserFactory(), clock.now()
    following.follow_theme(member=member, slug="remittances", now=now - 9 * WEEK)
    preference = following.preference_of(member=member, now=now)
    digest = composition.compose_for(preference, language="en", now=now)
    assert [entry.item.title for entry in digest.entries] == ["In twelve days"]
    weekly.owe_due(now=now + WEEK)
    delivery.deliver_due(now=now + WEEK)
    assert composition.compose_for(preference, language="en", now=now + WEEK).entries == []


def test_it_costs_the_same_for_one_and_for_three(count_queries):
    announced(timedelta(days=1), themes=("a",))
    one = count_queries(told)
    for _number in range(2):
        announced(timedelta(days=1), themes=("a", "b"))
    assert count_queries(told) == one
