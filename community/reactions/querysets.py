"""Reads of reactions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from community.reactions.models import Reaction  # noqa: F401  # named in a base class's subscript


class ReactionQuerySet(models.QuerySet["Reaction"]):
    """Reactions, narrowed by adjectives."""

    def on(self, kind: str, targets: Iterable[int]) -> "ReactionQuerySet":
        """To some posts, or to some comments."""
        return self.filter(kind=kind, target__in=list(targets))
