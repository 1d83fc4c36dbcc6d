"""Joining, leaving, inviting, deciding: what is allowed, what is refused, and which mails are owed."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail as sent

from community.groups import tokens
from community.groups.emails import name_of_link
from community.groups.enums import GroupRole, MembershipState
from community.groups.models import Invitation, Membership
from community.groups.services import groups as governing
from community.groups.services import invitations, memberships
from community.groups.services.refusals import (
    ByInvitation,
    GroupArchived,
    GroupGone,
    InvitationDead,
    InvitationOfAnother,
    LastFacilitator,
    NotAdmitted,
    NotManager,
    NotWaiting,
)
from community.members.contributions import ContributionRefused
from community.members.enums import ClaimState, Proof
from community.members.models import Claim
from community.outbox import delivery
from community.outbox.models import Mail
from community.taxonomy.enums import Vocabulary
from foundation import clock
from tests.factories import groups
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db
NOW = clock.now()


def deliver():
    while delivery.deliver_due(now=clock.now() + timedelta(seconds=5)):
        pass
    return sent.outbox


def verified(user, address):
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=False)
    return user


def join(group, member=None, **values):
    return memberships.join(group=group, member=member or UserFactory(), now=NOW, **values)


def token_of(invitation):
    return tokens.recover(name_of_link(invitation.group_id, invitation.email), invitation.nonce, invitation.token_hash)


def invite(group, *lines):
    return invitations.invite(
        group=group, by=groups.facilitator_of(group), lines=list(lines), language="en", now=clock.now()
    )


def test_joining_at_once_makes_a_member_and_owes_one_welcome():
    group, member = groups.group(name="Return desks"), UserFactory()
    first, again = join(group, member), join(group, member)
    assert first == again
    assert first.state == MembershipState.ACTIVE
    (message,) = [message for message in deliver() if message.to == [member.email]]
    assert message.subject == "Welcome to the group “Return desks”"
    assert "you can read and write" in message.body
    assert "you can read and write" in message.alternatives[0][0]


def test_asking_waits_tells_the_groups_facilitators_and_is_decided_once():
    group = groups.restricted_group(name="Remittances")
    lead, member = groups.facilitator_of(group), UserFactory(name="N. Asker")
    row = join(group, member, note="I run a\nhelp desk")
    assert row.state == MembershipState.REQUESTED
    deliver()
    (asked,) = [message for message in sent.outbox if message.to == [lead.email] and "asks" in message.subject]
    assert asked.subject == "Somebody asks to join your group"
    assert "I run a help desk" in asked.body
    memberships.approve(membership=row, by=lead, now=NOW)
    with pytest.raises(NotWaiting):
        memberships.refuse(membership=row, by=lead, now=NOW)
    deliver()
    (yes,) = [message for message in sent.outbox if message.to == [member.email]]
    assert yes.subject == "You are now a member of “Remittances”"


def test_who_was_refused_is_told_and_comes_back_by_invitation_only():
    group = groups.restricted_group()
    member = UserFactory()
    verified(member, member.email)
    row = memberships.refuse(membership=join(group, member), by=groups.facilitator_of(group), now=NOW)
    assert row.state == MembershipState.REFUSED
    assert any("was not accepted" in message.subject for message in deliver())
    with pytest.raises(ByInvitation):
        join(group, member)
    assert invite(group, member.email).problems == []
    accepted = invitations.accept(token=token_of(Invitation.objects.get()), member=member, now=clock.now())
    assert accepted.state == MembershipState.ACTIVE


def test_only_who_looks_after_the_group_decides():
    group = groups.restricted_group()
    row, other = join(group), groups.inside(group)
    for verb in (memberships.approve, memberships.refuse, memberships.remove):
        with pytest.raises(NotManager):
            verb(membership=row, by=other, now=NOW)
    with pytest.raises(NotManager):
        governing.archive(group=group, by=other, now=NOW)
    with pytest.raises(NotManager):
        invitations.invite(group=group, by=other, lines=["a@example.org"], language="en", now=NOW)
    with pytest.raises(NotManager):
        governing.open_group(by=other, facilitator=other, fields={"name": "Mine"}, now=NOW)


def test_a_private_group_cannot_be_joined_by_guessing_it():
    with pytest.raises(GroupGone):
        join(groups.private_group())


def test_a_suspended_account_joins_nothing():
    with pytest.raises(ContributionRefused):
        join(groups.group(), UserFactory(is_active=False))


def test_the_last_facilitator_stays():
    group = groups.group()
    lead = groups.facilitator_of(group)
    row = Membership.objects.get(group=group, member=lead)
    for attempt in (
        lambda: memberships.leave(group=group, member=lead, now=NOW),
        lambda: memberships.remove(membership=row, by=lead, now=NOW),
        lambda: memberships.give_role(membership=row, role=GroupRole.MEMBER, by=lead),
    ):
        with pytest.raises(LastFacilitator):
            attempt()
    second = Membership.objects.get(group=group, member=groups.inside(group))
    memberships.give_role(membership=second, role=GroupRole.FACILITATOR, by=lead)
    assert memberships.leave(group=group, member=lead, now=NOW).state == MembershipState.LEFT


def test_an_archived_group_takes_nobody_and_lives_again():
    group = groups.group()
    lead, row = groups.facilitator_of(group), None
    governing.archive(group=group, by=lead, now=NOW)
    with pytest.raises(GroupArchived):
        join(group)
    with pytest.raises(GroupArchived):
        invite(group, "a@example.org")
    governing.unarchive(group=group, by=lead)
    row = join(group)
    assert row.state == MembershipState.ACTIVE


def test_a_group_for_a_domain_admits_confirmed_addresses_there_and_below():
    group = groups.group(kind="restricted", domains=["vic.example.cat"])
    for address, fits in (
        ("a@vic.example.cat", True),
        ("a@desk.vic.example.cat", True),
        ("a@notvic.example.cat", False),
        ("a@vic.example.cat.evil.org", False),
    ):
        member = verified(UserFactory(), address)
        if fits:
            assert join(group, member).state == MembershipState.ACTIVE
        else:
            with pytest.raises(NotAdmitted):
                join(group, member)
    unconfirmed = UserFactory()
    EmailAddress.objects.create(user=unconfirmed, email="b@vic.example.cat", verified=False)
    with pytest.raises(NotAdmitted):
        join(group, unconfirmed)


def test_a_group_for_a_kind_admits_current_badges_of_it_and_of_the_kinds_below():
    parent = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="authority")
    child = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="town", parent=parent)
    other = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="bank")
    group = groups.group(kind="restricted", organisation_kinds=[parent])

    def speaker(kind, *, valid_for=30):
        claim = Claim.objects.create(
            member=UserFactory(),
            organisation=OrganisationFactory(kind=kind),
            proof=Proof.DOCUMENT,
            state=ClaimState.APPROVED,
            created_at=NOW - timedelta(days=100),
            valid_until=NOW + timedelta(days=valid_for),
        )
        return claim.member

    assert join(group, speaker(parent)).state == MembershipState.ACTIVE
    assert join(group, speaker(child)).state == MembershipState.ACTIVE
    for outsider in (speaker(other), speaker(child, valid_for=-1), UserFactory()):
        with pytest.raises(NotAdmitted):
            join(group, outsider)


def test_an_invitation_goes_to_its_address_with_a_subject_nobody_wrote():
    group = groups.private_group(name="Quiet Lantern")
    assert invite(group, "New@Example.org ").invited == ["new@example.org"]
    (message,) = [message for message in deliver() if message.to == ["new@example.org"]]
    assert message.subject == "You are invited to a group on Corridor"
    token = token_of(Invitation.objects.get())
    assert f"/groups/invitations/{token}/" in message.body
    assert token not in str(Invitation.objects.values())
    assert token not in str(list(Mail.objects.values()))


def test_a_list_of_addresses_names_what_is_wrong_line_by_line():
    group = groups.group()
    member = groups.inside(group)
    verified(member, member.email)
    outcome = invite(group, "a@example.org", "", "no address", "a@example.org", member.email)
    assert outcome.invited == ["a@example.org"]
    assert outcome.problems == [
        (3, "no address", "is no e-mail address"),
        (4, "a@example.org", "is in the list twice"),
        (5, member.email, "is in the group already"),
    ]
    assert invite(group, "a@example.org").problems[0][2] == "was invited less than a day ago"


def test_twenty_invitations_a_day():
    group = groups.group()
    outcome = invite(group, *[f"person-{number}@example.net" for number in range(25)])
    assert len(outcome.invited) == invitations.MOST_A_DAY == 20
    assert [number for number, _text, _reason in outcome.problems] == [21, 22, 23, 24, 25]


def test_an_invitation_opens_for_its_address_once_and_dies():
    group = groups.private_group()
    invited, other = verified(UserFactory(), "new@example.org"), UserFactory()
    invite(group, "NEW@example.org")
    token = token_of(Invitation.objects.get())
    with pytest.raises(InvitationOfAnother):
        invitations.accept(token=token, member=other, now=clock.now())
    with pytest.raises(InvitationDead):
        invitations.accept(token=token + "x", member=invited, now=clock.now())
    with pytest.raises(InvitationDead):
        invitations.accept(token=token, member=invited, now=clock.now() + timedelta(days=15))
    row = invitations.accept(token=token, member=invited, now=clock.now())
    assert invitations.accept(token=token, member=invited, now=clock.now()) == row
    memberships.remove(membership=row, by=groups.facilitator_of(group), now=clock.now())
    with pytest.raises(InvitationDead):
        invitations.accept(token=token, member=invited, now=clock.now())


def test_an_invitation_does_not_lift_the_restriction():
    group = groups.restricted_group(joining="invitation", domains=["vic.example.cat"])
    member = verified(UserFactory(), "new@example.org")
    invite(group, "new@example.org")
    with pytest.raises(NotAdmitted):
        invitations.accept(token=token_of(Invitation.objects.get()), member=member, now=clock.now())


def test_a_withdrawn_invitation_is_neither_sent_nor_accepted():
    group = groups.group()
    member = verified(UserFactory(), "new@example.org")
    invite(group, "new@example.org")
    row = Invitation.objects.get()
    invitations.withdraw(invitation=row, by=groups.facilitator_of(group), now=clock.now())
    assert not [message for message in deliver() if message.to == ["new@example.org"]]
    with pytest.raises(InvitationDead):
        invitations.accept(token=token_of(row), member=member, now=clock.now())


def test_a_rotated_key_still_writes_the_link_that_was_made_before(settings):
    invite(groups.group(), "new@example.org")
    before = token_of(Invitation.objects.get())
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key-of-some-length"
    assert token_of(Invitation.objects.get()) == before


def test_queued_mails_are_judged_when_they_leave():
    group, member = groups.restricted_group(), UserFactory()
    row = join(group, member)
    memberships.approve(membership=row, by=groups.facilitator_of(group), now=NOW)
    memberships.remove(membership=row, by=groups.facilitator_of(group), now=NOW)
    assert not [message for message in deliver() if message.to == [member.email]]
    assert not [message for message in sent.outbox if "asks" in message.subject]


def test_names_of_groups_make_addresses_of_any_script():
    assert groups.group(name="Über Grenzen").slug == "uber-grenzen"
    assert groups.group(name="مكاتب العودة").slug.isascii()
    assert groups.group(name="New").slug == "new-2"
