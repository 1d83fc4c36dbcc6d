"""Mails about groups: owed with the step they tell of, judged again at the moment of sending."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.groups import tokens
from community.groups.enums import MembershipState
from community.groups.models import Invitation, Membership
from community.members.models import User
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose

REQUESTED = "group.requested"
WELCOME = "group.welcome"
APPROVED = "group.approved"
REFUSED = "group.refused"
INVITED = "group.invited"
# What must still be so when the mail leaves.
STATES = {
    REQUESTED: MembershipState.REQUESTED,
    WELCOME: MembershipState.ACTIVE,
    APPROVED: MembershipState.ACTIVE,
    REFUSED: MembershipState.REFUSED,
}


@dataclass(frozen=True)
class Words:
    """What a mail says: subject and heading, paragraphs, and one link (a path on the site)."""

    title: str
    lines: list[str]
    path: str = ""
    link: str = ""


def name_of_link(group_id: int, address: str) -> str:
    """Return what the link of an invitation is derived from."""
    return f"{group_id}:{address.lower()}"


def owe(membership: Membership, kind: str, *, to: User, now: datetime) -> None:
    """Owe one person one mail of a kind about a membership, at most once a day."""
    profile = getattr(to, "profile", None)
    debts.owe(
        kind=kind,
        recipient=to.email,
        period=f"membership {membership.pk} {now:%Y-%m-%d}",
        language=profile.interface_language if profile else "en",
        now=now,
        context={"membership": membership.pk, "member": to.pk},
    )


def owe_invitation(invitation: Invitation, *, now: datetime) -> None:
    """Owe an address its invitation."""
    debts.owe(
        kind=INVITED,
        recipient=invitation.email,
        period=f"invitation {invitation.pk} {invitation.nonce[:8]}",
        language=invitation.language,
        now=now,
        context={"invitation": invitation.pk, "nonce": invitation.nonce[:8]},
    )


def about_membership(mail: Mail, now: datetime) -> Letter | None:
    """Write about a membership, as long as it stands as the mail says and the reader still has to know."""
    row = (
        Membership.objects.select_related("group", "member")
        .filter(pk=mail.context.get("membership"), state=STATES[mail.kind], member__is_active=True)
        .first()
    )
    reader = User.objects.select_related("profile").filter(pk=mail.context.get("member"), is_active=True).first()
    if row is None or reader is None or reader.email.lower() != mail.recipient.lower():
        return None
    if mail.kind == REQUESTED:
        own = Membership.objects.facilitating().filter(group=row.group, member=reader)
        if row.group.is_archived or not own.exists():
            return None
    elif row.member_id != reader.pk or (mail.kind == REFUSED and row.group.is_private):
        return None
    zone = reader.profile.time_zone if hasattr(reader, "profile") else "UTC"
    with translation.override(mail.language):
        words = _WRITERS[mail.kind](row)
    return compose("groups/emails/group", {"words": words}, language=mail.language, zone=zone)


def about_invitation(mail: Mail, now: datetime) -> Letter | None:
    """Write to an invited address, as long as the invitation stands and this is its newest link."""
    rows = Invitation.objects.standing(now=now).select_related("group", "invited_by")
    row = rows.filter(pk=mail.context.get("invitation"), invited_by__is_active=True).first()
    if row is None or row.group.is_archived or row.nonce[:8] != mail.context.get("nonce"):
        return None
    token = tokens.recover(name_of_link(row.group_id, row.email), row.nonce, row.token_hash)
    if not token or row.email.lower() != mail.recipient.lower():
        return None
    with translation.override(mail.language):
        words = Words(
            # Nothing that a member wrote: strangers read this line first.
            title=_("You are invited to a group on Corridor"),
            lines=[
                _("%(name)s invites you to the group “%(group)s”.") % {"name": row.invited_by, "group": row.group},
                _("The invitation is for this address and ends on %(day)s. You decide on the next page.")
                % {"day": date_format(row.expires_at, "j F Y")},
                _("You do not know what this is? Then do nothing."),
            ],
            path=reverse("groups:invitation", args=[token]),
            link=_("Look at the invitation"),
        )
    return compose("groups/emails/group", {"words": words}, language=mail.language)


def _requested(row: Membership) -> Words:
    lines = [_("%(member)s asks to join the group “%(group)s”.") % {"member": row.member, "group": row.group}]
    if row.note:
        lines.append(_("In her own words: %(note)s") % {"note": row.note})
    return Words(
        title=_("Somebody asks to join your group"),
        lines=lines,
        path=reverse("groups:requests", args=[row.group.slug]),
        link=_("Decide on the request"),
    )


def _welcome(row: Membership) -> Words:
    return Words(
        title=_("Welcome to the group “%(group)s”") % {"group": row.group},
        lines=[_("You are a member now: you can read and write in its spaces, and download its files.")],
        path=row.group.get_absolute_url(),
        link=_("Open the group's page"),
    )


def _approved(row: Membership) -> Words:
    return Words(
        title=_("You are now a member of “%(group)s”") % {"group": row.group},
        lines=[_("A facilitator of the group said yes to your request.")],
        path=row.group.get_absolute_url(),
        link=_("Open the group's page"),
    )


def _refused(row: Membership) -> Words:
    return Words(
        title=_("Your request to join “%(group)s” was not accepted") % {"group": row.group},
        lines=[_("The group's facilitators decide who takes part. They can still invite you.")],
        path=reverse("groups:index"),
        link=_("See other groups"),
    )


_WRITERS = {REQUESTED: _requested, WELCOME: _welcome, APPROVED: _approved, REFUSED: _refused}


def register() -> None:
    """Tell the outbox who writes these mails."""
    for kind in STATES:
        renderers.register(kind, about_membership)
    renderers.register(INVITED, about_invitation)
