"""Two at one moment: one endorsement an organisation, one version a text."""

import contextlib
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from wagtail.search.models import IndexEntry

from community.outbox.services import debts
from foundation import clock
from home.briefs import display
from home.briefs.models import BriefPage, Citation, Endorsement
from home.briefs.services import endorsements, versions
from tests.factories import briefs, stories
from tests.factories.claims import speaker_of
from tests.factories.members import OrganisationFactory

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6


@pytest.fixture(autouse=True)
def no_delivery(monkeypatch):
    """Sending is the outbox's own matter."""
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)


def all_at_once(call):
    """Run a call in many threads that start at one moment; return the results or what was raised."""
    barrier, results = threading.Barrier(MANY), []

    def run():
        try:
            barrier.wait(timeout=20)
            results.append(call())
        except Exception as error:  # noqa: BLE001  # handed to the test
            results.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_two_speakers_of_one_organisation_endorse_once():
    page, city = briefs.joint(), OrganisationFactory(domain="vic.example")
    members = iter([speaker_of(city) for _number in range(MANY)])
    results = all_at_once(
        lambda: endorsements.endorse(brief=page, organisation=city, by=next(members), now=clock.now()).pk
    )
    assert len(set(results)) == 1
    assert Endorsement.objects.count() == 1


def test_one_text_published_twice_at_one_moment_is_one_version():
    page = briefs.joint()
    BriefPage.objects.filter(pk=page.pk).update(standfirst="Decide now.")
    page = BriefPage.objects.get(pk=page.pk)
    results = all_at_once(lambda: versions.record(brief=page, revision=None, now=clock.now()).number)
    assert set(results) == {2}
    assert page.versions.count() == 2


@pytest.fixture
def side_by_side(monkeypatch):
    """Hold every check of a circle until the other's is made too, or for a while where that never comes."""
    barrier, check = threading.Barrier(2), display.detour

    def slow(page):
        found = check(page)
        with contextlib.suppress(threading.BrokenBarrierError):
            barrier.wait(timeout=2)
        return found

    monkeypatch.setattr(display, "detour", slow)


def test_two_briefs_that_cite_each_other_are_not_both_published_at_one_moment(together, side_by_side):
    one, two = stories.brief(title="One"), stories.brief(title="Two")
    results = together(
        [
            lambda: briefs.republish(one, cites=[("brief", two)]),
            lambda: briefs.republish(two, cites=[("brief", one)]),
        ]
    )
    refused = [result for result in results if isinstance(result, ValidationError)]
    assert [type(result) for result in results if result not in refused] == [BriefPage], results
    assert "run in a circle" in str(refused[0])
    assert Citation.objects.filter(kind="brief").count() == 1


@pytest.mark.postgresql
def test_pages_saved_at_one_moment_wait_for_each_other_and_none_fails(together):
    pages = [stories.brief(title=f"Brief of one length {number}") for number in range(MANY)]
    # Where all titles are of one length, every save of the index looks at every row of it.
    IndexEntry.objects.exclude(object_id__in=[str(page.pk) for page in pages]).delete()
    IndexEntry.objects.update(title_norm=1.0)

    def save(page):
        for round_ in range(10):
            briefs.republish(page, title=f"Brief of one length {page.number % 10}", standfirst=f"Decide {round_}.")

    assert together([lambda page=page: save(page) for page in pages]) == [None] * MANY
