"""Two at one moment: one endorsement an organisation, one version a text."""

import threading

import pytest
from django.db import connections

from community.outbox.services import debts
from foundation import clock
from home.briefs.models import BriefPage, Endorsement
from home.briefs.services import endorsements, versions
from tests.factories import briefs
from tests.factories.claims import speaker_of
from tests.factories.members import OrganisationFactory

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6


@pytest.fixture(autouse=True)
def no_delivery(monkeypatch):
    """Sending is the outbox's own matter."""
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)


def together(call):
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
    results = together(
        lambda: endorsements.endorse(brief=page, organisation=city, by=next(members), now=clock.now()).pk
    )
    assert len(set(results)) == 1
    assert Endorsement.objects.count() == 1


def test_one_text_published_twice_at_one_moment_is_one_version():
    page = briefs.joint()
    BriefPage.objects.filter(pk=page.pk).update(standfirst="Decide now.")
    page = BriefPage.objects.get(pk=page.pk)
    results = together(lambda: versions.record(brief=page, revision=None, now=clock.now()).number)
    assert set(results) == {2}
    assert page.versions.count() == 2
