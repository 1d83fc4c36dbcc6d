"""What groups keep about members."""

from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from community.groups.models import Invitation
from community.members.models import User
from community.personal_data import retention
from community.personal_data.registry import Fate, Kept, register
from community.personal_data.tracks import addresses_of


def invitations_of(member: User) -> "QuerySet[Invitation]":
    """Return the invitations that went to an address of the account."""
    return Invitation.objects.annotate(lower=Lower("email")).filter(lower__in=addresses_of(member))


def dead_invitations(before: datetime) -> "QuerySet[Invitation]":
    """Invitations that were accepted, or whose link died, long ago."""
    return Invitation.objects.filter(expires_at__lt=before)


def declare() -> None:
    """Declare the tables to archive, erasure and data map, and how long invitations stay."""
    retention.register(
        retention.Rule(name="group-invitations", title=_("Invitations to groups that are over"), old=dead_invitations)
    )
    register(
        [
            Kept(
                "groups.Membership",
                "member",
                _("Your groups"),
                ("group", "role", "state", "note", "asked_at", "joined_at", "ended_at"),
                "to know who is in a group",
                "until the account is erased",
            ),
            Kept(
                "groups.Invitation",
                "email",
                _("Groups that invited you"),
                ("group", "email", "language", "created_at", "expires_at", "accepted_at"),
                "to let in who was invited, and nobody else",
                "30 days after the link is dead",
                hidden=("nonce", "token_hash"),
                plain=("invited_by",),
                find=invitations_of,
            ),
            Kept(
                "groups.GroupFile",
                "uploader",
                _("Files you gave to a group"),
                ("group", "title", "file", "created_at"),
                "the group's own papers",
                "kept: the group's papers; the name goes with the account",
                Fate.RELEASED,
                plain=("kind", "size"),
            ),
        ]
    )
