"""Reads of spaces, threads and posts. Rights are part of the query: the space's audience and, in groups, who is in."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Coalesce

from community.discussions.enums import Audience, ThreadKind
from community.following.models import Following
from community.groups.enums import GroupKind
from community.groups.models import Group
from community.groups.querysets import is_member, is_overseer
from community.members.contributions import ContributionState
from community.members.enums import RoleGroup
from community.members.models import User
from community.territories.models import Corridor

if TYPE_CHECKING:
    from community.discussions.models import Post, Space, Thread  # noqa: F401  # named in a base class's subscript


IS_WAITING = models.Q(
    kind__in=[ThreadKind.QUESTION, ThreadKind.PROBLEM], reply_count=0, is_answered=False, is_closed=False
)


def may_read(user: Any, prefix: str = "") -> models.Q:
    """Return the condition on spaces, or on rows that reach one by `prefix`, that `user` may read them.

    What lies in a restricted or private group is read from inside only, whatever the space itself says.
    """
    if is_overseer(user):
        return models.Q()
    audiences = [Audience.PUBLIC, Audience.MEMBERS] if is_member(user) else [Audience.PUBLIC]
    unwalled = models.Q(**{f"{prefix}group__isnull": True}) | models.Q(**{f"{prefix}group__kind": GroupKind.PUBLIC})
    outside = unwalled & models.Q(**{f"{prefix}audience__in": audiences})
    if not is_member(user):
        return outside
    return outside | models.Q(**{f"{prefix}group__in": Group.objects.open_to(user).values("pk")})


class SpaceQuerySet(models.QuerySet["Space"]):
    """Spaces, narrowed by adjectives."""

    def readable(self, user: Any) -> "SpaceQuerySet":
        """Spaces that `user`, who may be anonymous, may open."""
        return self.filter(may_read(user))

    def listed(self, user: Any) -> "SpaceQuerySet":
        """Readable spaces that a list of all names: those of groups only to who is in the group."""
        own = Group.objects.of(user).values("pk")
        return self.readable(user).filter(models.Q(group__isnull=True) | models.Q(group__in=own))

    def writable(self, user: Any) -> "SpaceQuerySet":
        """Spaces in which `user` may open a thread: in a group only as a member, and while it is alive."""
        inside = Group.objects.of(user).unarchived().values("pk")
        rows = self.readable(user).open()
        return rows.filter(models.Q(group__isnull=True) | models.Q(group__in=inside))

    def open(self) -> "SpaceQuerySet":
        """Spaces that take new threads."""
        return self.filter(is_open=True)


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads, narrowed by adjectives."""

    def readable(self, user: Any) -> "ThreadQuerySet":
        """Threads that `user` may open: of a space she may open, hidden ones only for facilitators."""
        rows = self.filter(may_read(user, "space__"))
        return rows if getattr(user, "is_facilitator", False) else rows.filter(is_hidden=False)

    def public(self) -> "ThreadQuerySet":
        """Threads that everybody may read."""
        unwalled = models.Q(space__group__isnull=True) | models.Q(space__group__kind=GroupKind.PUBLIC)
        return self.filter(unwalled, space__audience=Audience.PUBLIC, is_hidden=False)

    def waiting(self) -> "ThreadQuerySet":
        """Questions and problems that nobody has answered yet."""
        return self.filter(IS_WAITING)

    def counts(self) -> dict[str, int]:
        """Return how many there are, and how many wait for an answer, in one query."""
        return self.aggregate(total=models.Count("pk"), waiting=models.Count("pk", filter=IS_WAITING))

    def on_themes_of(self, user: Any) -> "ThreadQuerySet":
        """Threads on the themes of a member's profile, or on a theme above or below one of them."""
        themes = user.profile.themes.values("pk")
        return self.filter(
            models.Q(themes__in=themes) | models.Q(themes__parent__in=themes) | models.Q(themes__children__in=themes)
        ).distinct()

    def with_wish(self, user: Any) -> "ThreadQuerySet":
        """With what `user` wants to hear of the thread, and how far she has read it."""
        if not user.is_authenticated:
            return self
        own = Following.objects.filter(member=user, kind="thread", target=models.OuterRef("pk"))
        return self.annotate(
            wish_pk=models.Subquery(own.values("pk")),
            wish_level=models.Subquery(own.values("level")),
            wish_read_to=models.Subquery(own.values("read_to")),
        )

    def with_subjects(self) -> "ThreadQuerySet":
        """With its themes, territories and corridors."""
        return self.prefetch_related(
            "themes", "territories", models.Prefetch("corridors", queryset=Corridor.objects.with_ends())
        )

    def for_listing(self) -> "ThreadQuerySet":
        """With what a row shows, whatever the number of rows."""
        return self.select_related("space__group", "author__profile__organisation", "author__profile__territory")


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, narrowed by adjectives."""

    def readable(self, user: Any) -> "PostQuerySet":
        """Posts of threads that `user` may open; hidden ones too, whose place and reason everybody sees."""
        rows = self.filter(may_read(user, "thread__space__"))
        return rows if getattr(user, "is_facilitator", False) else rows.filter(thread__is_hidden=False)

    def published(self) -> "PostQuerySet":
        """Neither hidden nor removed."""
        return self.filter(state=ContributionState.PUBLISHED)

    def replies(self) -> "PostQuerySet":
        """All but the thread's own text."""
        return self.filter(depth__gt=0)

    def in_reading_order(self) -> "PostQuerySet":
        """Parents before their children, each level oldest first."""
        return self.order_by("path")

    def for_listing(self) -> "PostQuerySet":
        """With what a post shows, whatever the number of posts."""
        role = User.groups.through.objects.filter(
            user_id=models.OuterRef("author_id"), group__name=RoleGroup.FACILITATORS.value
        )
        return self.select_related(
            "parent__author", "author__profile__organisation", "author__profile__territory", "speaks_for"
        ).annotate(by_facilitator=models.Exists(role))

    def places(self) -> dict[int, int]:
        """Return, by thread, from how many places people replied: territories, or those of their organisations."""
        place = Coalesce("author__profile__territory_id", "author__profile__organisation__territory_id")
        rows = self.published().replies().order_by().values("thread")
        return {row["thread"]: row["total"] for row in rows.annotate(total=models.Count(place, distinct=True))}
