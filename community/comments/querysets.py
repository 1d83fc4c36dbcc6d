"""Reads of comments. Whether the page may be read is judged before: a comment obeys its page."""

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page

from community.members.contributions import UNSEEN, ContributionState
from community.members.enums import RoleGroup
from community.members.models import User

if TYPE_CHECKING:
    from community.comments.models import PageComment  # noqa: F401  # named in a base class's subscript


class CommentQuerySet(models.QuerySet["PageComment"]):
    """Comments, narrowed by adjectives."""

    def on(self, page: Page) -> "CommentQuerySet":
        """Comments on one page, which must be the version that people comment on: `page.source`."""
        # The library ties a comment to the specific type: counting on the base type finds none.
        return self.filter(content_type=ContentType.objects.get_for_model(page), object_pk=str(page.pk))

    def published(self) -> "CommentQuerySet":
        """Neither hidden nor removed."""
        return self.filter(state=ContributionState.PUBLISHED)

    def shown_to(self, user: Any) -> "CommentQuerySet":
        """Those that stand on the page for `user`: what waits for a facilitator, for its author and them alone."""
        if getattr(user, "is_facilitator", False):
            return self
        seen = ~models.Q(state__in=UNSEEN)
        return self.filter(seen | models.Q(user=user.pk) if user is not None and user.is_authenticated else seen)

    def in_reading_order(self) -> "CommentQuerySet":
        """Oldest first, each followed by the replies to it."""
        return self.order_by("thread_id", "order")

    def for_listing(self) -> "CommentQuerySet":
        """With what a comment shows, whatever the number of comments."""
        role = User.groups.through.objects.filter(
            user_id=models.OuterRef("user_id"), group__name=RoleGroup.FACILITATORS.value
        )
        return self.select_related("user__profile__organisation", "user__profile__territory", "speaks_for").annotate(
            by_facilitator=models.Exists(role)
        )
