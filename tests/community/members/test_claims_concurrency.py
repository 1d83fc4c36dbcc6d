"""Two at one moment: one claim, one decision, one organisation of a name."""

import pytest

from community.members.enums import ClaimState, Proof
from community.members.models import Claim, Organisation
from community.members.services import claims, organisations
from community.outbox.models import Mail
from community.outbox.services import debts
from community.taxonomy.enums import Vocabulary
from foundation import clock
from tests.factories.claims import claim_of, facilitator, mailbox
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 6


@pytest.fixture(autouse=True)
def no_delivery(monkeypatch):
    """Sending is the outbox's own matter."""
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)


def refused(call, *errors):
    """Return what the call returns, or the refusal."""

    def safely():
        try:
            return call()
        except errors as error:
            return error

    return safely


def test_one_member_claims_once_however_often_she_clicks(together):
    member, organisation = UserFactory(), OrganisationFactory(domain="kayes.example")
    address = mailbox(member, "kayes.example")

    def submit():
        return claims.submit(
            member=member, organisation=organisation, proof=Proof.DOMAIN, address=address, now=clock.now()
        )

    results = together([refused(submit, claims.AlreadyOpen)] * MANY)
    assert Claim.objects.count() == 1
    assert sum(isinstance(result, Claim) for result in results) == 1
    assert sum(isinstance(result, claims.AlreadyOpen) for result in results) == MANY - 1


def test_two_facilitators_decide_once(together):
    claim, one, other = claim_of(UserFactory(), OrganisationFactory()), facilitator(), facilitator()
    calls = [
        lambda: claims.approve(claim=claim, by=one, now=clock.now()),
        lambda: claims.refuse(claim=claim, by=other, reason="No", now=clock.now()),
    ]
    results = together([refused(call, claims.Decided) for call in calls])
    assert sum(isinstance(result, claims.Decided) for result in results) == 1
    claim.refresh_from_db()
    kind = "claim.approved" if claim.state == ClaimState.APPROVED else "claim.refused"
    assert list(Mail.objects.values_list("kind", flat=True)) == [kind]


def test_of_one_name_proposed_at_one_moment_one_wins_and_the_others_are_told(together):
    kind = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="local-authority")
    members = [UserFactory() for _number in range(MANY)]
    names = ["Commune of Ségou", "COMMUNE OF SEGOU"] * (MANY // 2)
    calls = [
        lambda name=name, member=member: organisations.propose(by=member, now=clock.now(), name=name, kind=kind)
        for name, member in zip(names, members, strict=True)
    ]
    results = together([refused(call, organisations.LooksAlike) for call in calls])
    assert Organisation.objects.count() == 1
    assert sum(isinstance(result, organisations.LooksAlike) for result in results) == MANY - 1
