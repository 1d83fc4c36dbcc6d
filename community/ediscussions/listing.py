"""The list of all facilitated discussions, in few queries whatever its length."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef

from community.ediscussions import display
from community.ediscussions.display import RoomLink, Status
from community.ediscussions.enums import State
from community.ediscussions.models import EDiscussion, Proceedings

PER_PAGE = 20


@dataclass(frozen=True)
class Row:
    """One discussion of the list."""

    discussion: EDiscussion
    state: State
    status: Status
    rooms: list[RoomLink]
    today: date

    @property
    def posts(self) -> int:
        """Posts in all rooms."""
        return sum(room.replies for room in self.rooms)


def rows(user: Any, page: str | None, now: datetime) -> tuple[Page[Any], list[Row]]:
    """Return a page of the discussions that a reader may open, the latest first."""
    out = Proceedings.objects.filter(discussion=OuterRef("pk"), published_at__isnull=False)
    found = EDiscussion.objects.readable(user).select_related("space")
    found = found.annotate(told_rooms=display.room_column("pk"), is_published=Exists(out))
    page_obj = Paginator(found, PER_PAGE).get_page(page)
    return page_obj, [_row(discussion, now) for discussion in page_obj.object_list]


def _row(discussion: Any, now: datetime) -> Row:
    state = discussion.state(now=now, is_published=discussion.is_published)
    rooms = sorted(discussion.told_rooms or [], key=lambda row: row["thread"])
    return Row(
        discussion=discussion,
        state=state,
        status=display.status(discussion, state, is_published=discussion.is_published),
        rooms=display.room_links(rooms, discussion.space),
        today=discussion.today(now),
    )
