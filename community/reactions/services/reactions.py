"""Giving a sign and taking it back. Each is a set operation: again, it changes nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.members import contribution_kinds
from community.members.contribution_kinds import Written
from community.members.contributions import ContributionRefused
from community.members.models import User
from community.reactions.enums import Sign
from community.reactions.models import Reaction


class NotThere(ContributionRefused):
    """The contribution cannot be read by this member, or not any more."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This can no longer be read."))


class OwnWords(ContributionRefused):
    """Members do not thank themselves."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("You wrote this yourself: the sign is for the others."))


@transaction.atomic
def react(*, member: User, kind: str, target: int, sign: str, on: bool, now: datetime) -> Written:
    """Give a sign, or take it back.

    Args:
        kind: "post" or "comment".
        target: its key.
        sign: one of Sign.
        on: False takes it back.

    Raises:
        NotThere, OwnWords.
    """
    written = contribution_kinds.find(member, kind, target)
    if written is None:
        raise NotThere
    if written.author is not None and written.author.pk == member.pk:
        raise OwnWords
    if on:
        row = Reaction(member=member, kind=kind, target=target, sign=Sign(sign), created_at=now)
        Reaction.objects.bulk_create([row], ignore_conflicts=True)
    else:
        Reaction.objects.on(kind, [target]).filter(member=member, sign=sign).delete()
    return written
