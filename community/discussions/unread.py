"""Where a member reads on in a thread: one row a member and thread, one bounded query however long the thread is."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from community.discussions.models import Thread
from community.following.display import Wish
from community.following.models import Following
from community.following.services import following
from community.members.contributions import PER_PAGE, ContributionState

KIND = "thread"
# One more than a page shows: so many are looked at, and more are "more than 50".
MOST = PER_PAGE + 1


@dataclass(frozen=True)
class Unread:
    """What a member has not read of a thread. keys: the oldest MOST of all posts after her mark; news: of others."""

    keys: tuple[int, ...] = ()
    news: tuple[int, ...] = ()
    is_first_visit: bool = True

    @property
    def shown(self) -> tuple[int, ...]:
        """What is called new: nothing on a first visit, where all of it is."""
        return () if self.is_first_visit else self.news


def wish_of(thread: Thread, user: Any) -> Wish | None:
    """Return what the reader wants to hear of a thread that was fetched `with_wish`; None for a visitor."""
    if not user.is_authenticated:
        return None
    row = None
    if (pk := getattr(thread, "wish_pk", None)) is not None:
        row = Following(pk=pk, level=thread.wish_level, read_to=thread.wish_read_to)  # type: ignore[attr-defined]
    return Wish(KIND, thread.pk, row)


def look(thread: Thread, user: Any, wish: Wish | None) -> Unread:
    """Return what the reader has not read, in one query if there is anything."""
    if wish is None or thread.newest <= wish.read_to:
        return Unread()
    rows = thread.posts.filter(pk__gt=wish.read_to).order_by("pk").values_list("pk", "author_id", "state")[:MOST]
    found = list(rows)
    news = [pk for pk, author, state in found if author != user.pk and state == ContributionState.PUBLISHED]
    return Unread(tuple(pk for pk, _author, _state in found), tuple(news), is_first_visit=wish.row is None)


def settle(thread: Thread, user: Any, wish: Wish | None, unread: Unread, shown: Collection[int]) -> None:
    """Move the reader's mark over what this page shows, up to the first post of others that it does not show."""
    if wish is None or not unread.keys:
        return
    missed = next((pk for pk in unread.news if pk not in shown), None)
    if missed is not None:
        read_to = max((pk for pk in unread.keys if pk < missed), default=wish.read_to)
    else:
        read_to = unread.keys[-1] if len(unread.keys) == MOST else thread.newest
    if wish.row is None or read_to > wish.read_to:
        following.mark_read(member=user, kind=KIND, target=thread.pk, before=wish.row, read_to=read_to)
