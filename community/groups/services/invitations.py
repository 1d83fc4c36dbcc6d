"""Asking addresses to come, and coming. An invitation is for one address and opens the group to nobody else."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from community.groups import emails, locks, restrictions, tokens
from community.groups.enums import MembershipState
from community.groups.models import Group, Invitation, Membership
from community.groups.services import memberships
from community.groups.services.groups import held_by_manager
from community.groups.services.refusals import (
    GroupArchived,
    GroupGone,
    InvitationDead,
    InvitationOfAnother,
    NotAdmitted,
)
from community.members import pacing
from community.members.models import User

LIFE = timedelta(days=14)
DAY = timedelta(days=1)
MOST_A_DAY = 20


@dataclass
class Outcome:
    """What became of a list of addresses: who was invited, and for the others number of line, text and reason."""

    invited: list[str] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)


def invite(*, group: Group, by: User, lines: list[str], language: str, now: datetime) -> Outcome:
    """Invite the addresses, one a line; a line that cannot be is named, and the others are invited.

    Raises:
        GroupRefused: NotManager, GroupArchived.
    """
    outcome = Outcome()
    with held_by_manager(group, by) as held:
        if held.is_archived:
            raise GroupArchived
        left = MOST_A_DAY - Invitation.objects.filter(invited_by=by, created_at__gt=now - DAY).count()
        seen: set[str] = set()
        for number, line in enumerate(lines, start=1):
            address = line.strip().strip("<>,;").lower()
            if not address:
                continue
            problem = _("is in the list twice") if address in seen else _problem(held, address, now)
            if not problem and len(outcome.invited) >= left:
                problem = _("is too many: %(most)s invitations a day") % {"most": MOST_A_DAY}
            seen.add(address)
            if problem:
                outcome.problems.append((number, line.strip()[:100], problem))
            else:
                _write(held, address, by, language, now)
                outcome.invited.append(address)
    return outcome


def withdraw(*, invitation: Invitation, by: User, now: datetime) -> None:
    """Take an invitation back: its link is dead at once."""
    with held_by_manager(invitation.group, by):
        Invitation.objects.standing(now=now).filter(pk=invitation.pk).update(expires_at=now)


def find(*, token: str, now: datetime) -> Invitation:
    """Return the invitation that a link names.

    Raises:
        InvitationDead: there is none, it was accepted or withdrawn, it is too old, or its group was archived.
    """
    rows = Invitation.objects.standing(now=now).filter(group__archived_at__isnull=True)
    found = rows.select_related("group", "invited_by").filter(token_hash=tokens.hashed(token)).first()
    if found is None:
        raise InvitationDead
    return found


def is_for(*, invitation: Invitation, member: User) -> bool:
    """Return whether the account has the address, confirmed, that the invitation went to."""
    return EmailAddress.objects.filter(user=member, email__iexact=invitation.email, verified=True).exists()


def accept(*, token: str, member: User, now: datetime) -> Membership:
    """Come in by an invitation; the same link again gives the same membership to the one who used it.

    Raises:
        GroupRefused: InvitationDead, InvitationOfAnother, NotAdmitted.
    """
    known = Invitation.objects.filter(token_hash=tokens.hashed(token)).first()
    if known is None:
        raise InvitationDead
    with locks.group_lock(known.group_id) as held:
        if held is None:
            raise GroupGone
        fresh = pacing.enter(member)
        invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=known.pk)
        if invitation.token_hash != known.token_hash:
            raise InvitationDead
        entitled = is_for(invitation=invitation, member=fresh)
        inside = Membership.objects.active().filter(group=held, member=fresh).first()
        if invitation.accepted_at is not None and inside is not None and entitled:
            return inside
        if invitation.accepted_at is not None or invitation.expires_at <= now or held.is_archived:
            raise InvitationDead
        if not entitled:
            raise InvitationOfAnother
        if inside is None and not restrictions.admits(held, fresh, now=now):
            raise NotAdmitted
        invitation.accepted_at = now
        invitation.save(update_fields=["accepted_at"])
        return inside or memberships.let_in(group=held, member=fresh, now=now)


def _problem(group: Group, address: str, now: datetime) -> str:
    try:
        validate_email(address)
    except ValidationError:
        return _("is no e-mail address")
    holders = EmailAddress.objects.filter(email__iexact=address, verified=True).values("user")
    if Membership.objects.filter(group=group, state=MembershipState.ACTIVE, member__in=holders).exists():
        return _("is in the group already")
    if Invitation.objects.filter(group=group, email__iexact=address, created_at__gt=now - DAY).exists():
        return _("was invited less than a day ago")
    return ""


def _write(group: Group, address: str, by: User, language: str, now: datetime) -> None:
    nonce = tokens.new_nonce()
    values = {
        "language": language,
        "nonce": nonce,
        "token_hash": tokens.hashed(tokens.derive(emails.name_of_link(group.pk, address), nonce)),
        "invited_by": by,
        "created_at": now,
        "expires_at": now + LIFE,
        "accepted_at": None,
    }
    known = Invitation.objects.filter(group=group, email__iexact=address).first()
    if known is None:
        known = Invitation.objects.create(group=group, email=address, **values)
    else:
        Invitation.objects.filter(pk=known.pk).update(email=address, **values)
        known.refresh_from_db()
    emails.owe_invitation(known, now=now)
