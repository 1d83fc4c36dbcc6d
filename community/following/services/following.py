"""Choosing what comes of a thread or page, and writing down how far it was read."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.following.enums import Level
from community.following.models import Following
from community.members import contribution_kinds
from community.members.contribution_kinds import Place
from community.members.contributions import ContributionRefused
from community.members.models import User


class PlaceGone(ContributionRefused):
    """The thread or page is not there for this member."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This is no longer here. Nothing will come of it."))


@transaction.atomic
def choose(*, member: User, kind: str, target: int, level: str, now: datetime) -> Place:
    """Write down what a member wants to hear of a place; choosing the same again changes nothing.

    Args:
        kind: "thread" or "page".
        target: its key.
        level: one of Level.

    Raises:
        PlaceGone: she may not read it.
    """
    place = contribution_kinds.find_place(member, kind, target)
    if place is None:
        raise PlaceGone
    Following.objects.bulk_create(
        [Following(member=member, kind=kind, target=place.pk, level=Level(level), changed_at=now)],
        update_conflicts=True,
        unique_fields=["member", "kind", "target"],
        update_fields=["level", "changed_at"],
    )
    return place


def watch(*, member: User, kind: str, target: int, now: datetime) -> None:
    """Let a member have a mail for each answer, as she asked for when she wrote there; she may read it, then."""
    Following.objects.bulk_create(
        [Following(member=member, kind=kind, target=target, level=Level.WATCHED, changed_at=now)],
        update_conflicts=True,
        unique_fields=["member", "kind", "target"],
        update_fields=["level", "changed_at"],
    )


def mute(*, following: Following, now: datetime) -> None:
    """Stop every mail of a place, from a link in one of them. Repeatable."""
    Following.objects.filter(pk=following.pk).update(level=Level.MUTED, changed_at=now)


def mark_read(*, member: User, kind: str, target: int, before: Following | None, read_to: int) -> None:
    """Write down that a member read a place up to a post; never backwards.

    Args:
        before: her row as it was read for the page, None where she has none: it is not asked for twice.
        read_to: key of the last post she has read with all before it.
    """
    if before is None:
        row = Following(member=member, kind=kind, target=target, read_to=read_to)
        Following.objects.bulk_create([row], ignore_conflicts=True)
    elif before.read_to < read_to:
        Following.objects.filter(pk=before.pk, read_to__lt=read_to).update(read_to=read_to)


def carry_over(*, kind: str, source: int, target: int) -> None:
    """Let who follows or has read a place that becomes part of another keep her choice there, if she has none yet.

    Where she had read to goes along: what is older than that she has seen.
    """
    there = Following.objects.on(kind, [target]).order_by().values("member")
    rows = Following.objects.on(kind, [source])
    rows.exclude(member__in=list(there.values_list("member", flat=True))).update(target=target)
    rows.delete()
