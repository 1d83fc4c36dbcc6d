"""A group under pressure: one person joins thirty times at one moment, others while it is archived."""

import pytest
from allauth.account.models import EmailAddress

from community.groups import tokens
from community.groups.emails import name_of_link
from community.groups.enums import MembershipState
from community.groups.models import Group, Invitation, Membership
from community.groups.services import groups as governing
from community.groups.services import invitations, memberships
from community.groups.services.refusals import GroupArchived
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation import clock
from tests.factories import groups
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 30


@pytest.fixture(autouse=True)
def no_delivery(monkeypatch):
    """Sending is the outbox's own matter; here only what is owed counts."""
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)


def test_thirty_joins_of_one_person_are_one_membership(together):
    group, member = groups.group(), UserFactory()
    results = together([lambda: memberships.join(group=group, member=member, now=clock.now())] * MANY)
    assert {result.pk for result in results} == {Membership.objects.get(group=group, member=member).pk}
    assert Mail.objects.filter(kind="group.welcome", recipient=member.email).count() == 1


def test_who_joins_while_the_group_is_archived_is_in_or_told(together):
    group = groups.group()
    lead, members = groups.facilitator_of(group), [UserFactory() for _number in range(8)]

    def join(member):
        try:
            return memberships.join(group=group, member=member, now=clock.now())
        except GroupArchived as refusal:
            return refusal

    calls = [lambda member=member: join(member) for member in members]
    results = together([*calls, lambda: governing.archive(group=group, by=lead, now=clock.now())])
    joined = [result for result in results if isinstance(result, Membership)]
    refused = [result for result in results if isinstance(result, GroupArchived)]
    assert len(joined) + len(refused) == len(members)
    assert Membership.objects.active().filter(group=group).count() == len(joined) + 1
    assert Group.objects.get(pk=group.pk).is_archived


def test_an_invitation_accepted_twice_at_once_is_one_membership(together):
    group, member = groups.private_group(), UserFactory()
    EmailAddress.objects.create(user=member, email="new@example.org", verified=True)
    lead = groups.facilitator_of(group)
    invitations.invite(group=group, by=lead, lines=["new@example.org"], language="en", now=clock.now())
    row = Invitation.objects.get()
    token = tokens.recover(name_of_link(group.pk, row.email), row.nonce, row.token_hash)
    results = together([lambda: invitations.accept(token=token, member=member, now=clock.now())] * 6)
    assert len({result.pk for result in results}) == 1
    assert Membership.objects.filter(group=group, member=member, state=MembershipState.ACTIVE).count() == 1


def test_two_facilitators_who_leave_at_once_leave_one_behind(together):
    group = groups.group()
    first, second = groups.facilitator_of(group), groups.inside(group, role="facilitator")

    def leave(member):
        try:
            return memberships.leave(group=group, member=member, now=clock.now())
        except memberships.LastFacilitator as refusal:
            return refusal

    together([lambda: leave(first), lambda: leave(second)])
    assert Membership.objects.facilitating().filter(group=group).count() == 1
