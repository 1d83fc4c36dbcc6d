"""Reads of facilitated discussions. Who may read one is who may read its threads."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models

from community.discussions.querysets import may_read

if TYPE_CHECKING:
    from community.ediscussions.models import EDiscussion, Room, Submission  # noqa: F401  # named in subscripts


class EDiscussionQuerySet(models.QuerySet["EDiscussion"]):
    """Discussions, narrowed by adjectives."""

    def readable(self, user: Any) -> "EDiscussionQuerySet":
        """Discussions whose space `user`, who may be anonymous, may open."""
        return self.filter(may_read(user, "space__"))

    def around(self, now: datetime) -> "EDiscussionQuerySet":
        """Discussions that may be open somewhere on Earth; the clock of each one's own zone decides."""
        day = now.date()
        return self.filter(starts_on__lte=day + timedelta(days=1), ends_on__gte=day - timedelta(days=1))


class RoomQuerySet(models.QuerySet["Room"]):
    """Rooms, narrowed by adjectives."""

    def readable(self, user: Any) -> "RoomQuerySet":
        """Rooms whose thread `user` may open."""
        rows = self.filter(may_read(user, "thread__space__"))
        return rows if getattr(user, "is_facilitator", False) else rows.filter(thread__is_hidden=False)


class HandedInQuerySet(models.QuerySet["Submission"]):
    """Submissions, narrowed by adjectives."""

    def readable(self, user: Any) -> "HandedInQuerySet":
        """Public ones, one's own, and the confidential ones of discussions that one leads.

        That the discussion may be read is asked beside this.
        """
        public = models.Q(is_confidential=False)
        if not user.is_authenticated:
            return self.filter(public)
        led = models.Q(discussion__in=user.led_ediscussions.values("pk"))
        return self.filter(public | models.Q(author=user.pk) | led)
