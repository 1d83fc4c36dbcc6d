"""How much one member may write in a while, counted in the database over everything she writes.

Each app that takes contributions registers how to find the moments of a member's own. Whoever writes calls `enter`
first: it locks the member's row, so that parallel requests of one member are counted one after the other.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused
from community.members.models import User

MOST = 10
WHILE = timedelta(minutes=10)

# Rows of one column each, the moments: they are asked all in one query.
Moments: TypeAlias = "QuerySet[Any, datetime]"
_sources: list[Callable[[int, datetime], Moments]] = []


class TooMany(ContributionRefused):
    """The member wrote MOST contributions within WHILE."""

    status = 429

    def __init__(self, free_at: datetime) -> None:
        self.free_at = free_at
        super().__init__(
            _("You sent %(most)s contributions in %(minutes)s minutes. You can send the next one at %(time)s.")
            % {
                "most": MOST,
                "minutes": int(WHILE.total_seconds() // 60),
                "time": date_format(localtime(free_at + timedelta(minutes=1)), "H:i"),
            }
        )


class NotAllowed(ContributionRefused):
    """The account is closed or suspended."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Your account cannot write here at the moment. Ask the facilitators."))


def register(moments: Callable[[int, datetime], Moments]) -> None:
    """Let `moments(member_id, since)` give when the member wrote something after `since`, in one column."""
    _sources.append(moments)


def enter(member: User) -> User:
    """Lock the member's row until the transaction ends and return the account as it is now.

    Raises:
        NotAllowed: the account is gone or inactive.
    """
    fresh = User.objects.select_for_update(no_key=True).filter(pk=member.pk, is_active=True).first()
    if fresh is None:
        raise NotAllowed
    return fresh


def check(member: User, *, now: datetime) -> None:
    """Refuse one more contribution when there were MOST within WHILE; call it between `enter` and writing.

    Raises:
        TooMany: says when the next one fits.
    """
    first, *others = (moments(member.pk, now - WHILE).order_by() for moments in _sources)
    recent = sorted(first.union(*others, all=True))
    if len(recent) >= MOST:
        raise TooMany(recent[-MOST] + WHILE)
