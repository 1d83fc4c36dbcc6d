"""Reads of what members follow, and how far they have read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models

from community.following.enums import Level

if TYPE_CHECKING:
    from community.following.models import Following  # noqa: F401  # named in a base class's subscript


class FollowingQuerySet(models.QuerySet["Following"]):
    """Followings, narrowed by adjectives."""

    def on(self, kind: str, targets: Iterable[int]) -> "FollowingQuerySet":
        """Of some threads, or of some pages."""
        return self.filter(kind=kind, target__in=list(targets))

    def watching(self) -> "FollowingQuerySet":
        """Whose members want a mail for each answer."""
        return self.filter(level=Level.WATCHED)

    def chosen(self) -> "FollowingQuerySet":
        """Where the member said what she wants to hear."""
        return self.exclude(level=Level.PLAIN)
