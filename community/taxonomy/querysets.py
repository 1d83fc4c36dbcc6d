"""Reads of the vocabularies."""

from typing import TYPE_CHECKING

from django.db import models

from community.taxonomy.enums import Vocabulary

if TYPE_CHECKING:
    from community.taxonomy.models import Term  # noqa: F401  # the row types, named in strings below


class TermQuerySet(models.QuerySet["Term"]):
    """Terms, narrowed by adjectives."""

    def of(self, vocabulary: Vocabulary) -> "TermQuerySet":
        """Terms of one vocabulary, in its own order."""
        return self.filter(vocabulary=vocabulary)

    def top(self) -> "TermQuerySet":
        """Terms without a parent."""
        return self.filter(parent__isnull=True)

    def with_children(self, slugs: list[str]) -> "TermQuerySet":
        """The terms named by `slugs` and every term below them (two levels, as the vocabularies have)."""
        return self.filter(models.Q(slug__in=slugs) | models.Q(parent__slug__in=slugs))
