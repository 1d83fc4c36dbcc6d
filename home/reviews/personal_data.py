"""What reviews keep about members."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.personal_data import retention
from community.personal_data.registry import Fate, Kept, register
from home.reviews.models import OutsideLink
from home.reviews.services import releasing

STAYS = "kept with the text; the name goes with the account"


def ended_links(before: datetime) -> "QuerySet[OutsideLink]":
    """Links that ended: answered, taken back or over."""
    over = Q(expires_at__lt=before) | Q(revoked_at__lt=before) | Q(decided_at__lt=before)
    return OutsideLink.objects.filter(over).exclude(email="")


def forget_addresses(rows: "QuerySet[OutsideLink]", now: datetime) -> int:
    """Take the addresses away; name and answer stay in the history of the text."""
    return rows.update(email="")


def leave(member: User, now: datetime) -> None:
    """Free the places of a leaving reviewer, so that no text waits for her."""
    releasing.of_leaving(member_id=member.pk, now=now)


KEPT = (
    Kept(
        "reviews.Review",
        "reviewer",
        _("Reviews you were asked for"),
        (
            "round",
            "state",
            "verdict",
            "reason",
            "notes",
            "named",
            "due_on",
            "proposed_at",
            "declared_at",
            "decided_at",
        ),
        "to have two people read every text before it is public",
        STAYS,
        Fate.RELEASED,
        plain=("asked_by", "reminded_at"),
        erase=leave,
    ),
    Kept(
        "reviews.Round",
        "asked_by",
        _("Texts you sent to review"),
        ("page", "opened_at", "closed_at", "outcome"),
        "to tell who sent a text what became of it",
        STAYS,
        Fate.RELEASED,
        plain=("revision", "submission", "task_state", "priority"),
    ),
    Kept(
        "reviews.Conflict",
        "member",
        _("Conflicts of interest you declared"),
        ("page", "declared_at"),
        "to ask nobody again who has a conflict of interest",
        "until the account is erased",
    ),
    Kept(
        "reviews.Remark",
        "review__reviewer",
        _("Remarks you made on paragraphs"),
        ("page", "part", "place", "paragraph", "text", "created_at"),
        "to ask authors for changes where they are wanted",
        STAYS,
        Fate.KEPT,
        plain=("review", "link", "resolved_at"),
    ),
    Kept(
        "reviews.OutsideLink",
        "made_by",
        _("Links you made for outside reviewers"),
        ("page", "name", "email", "language", "created_at", "expires_at", "revoked_at"),
        "to let a person without an account read one version and say what she thinks",
        STAYS,
        Fate.RELEASED,
        hidden=("nonce", "token_hash"),
        plain=("revision", "verdict", "reason", "decided_at"),
    ),
)


def declare() -> None:
    """Declare the tables to archive, erasure and data map, and how long an outside reader's address is kept."""
    retention.register(
        retention.Rule(
            name="outside-reviewers",
            title=_("Addresses of outside reviewers whose link has ended"),
            old=ended_links,
            remove=forget_addresses,
        )
    )
    register(KEPT)
