"""Reads of the library."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from anyascii import anyascii
from django.db import models
from django.db.models import Q

from community.taxonomy.models import Term
from home.library.enums import State
from home.library.validators import is_editor

if TYPE_CHECKING:
    from home.library.models import Item  # noqa: F401  # the row type, named in strings below

MOST_WORDS = 12


class ItemQuerySet(models.QuerySet["Item"]):
    """Items, narrowed by adjectives."""

    def public(self) -> "ItemQuerySet":
        """Those that everybody reads."""
        return self.filter(state=State.PUBLIC)

    def waiting(self) -> "ItemQuerySet":
        """Those that nobody has decided yet, the oldest first."""
        return self.filter(state=State.PROPOSED).order_by("created_at", "pk")

    def proposed_by(self, user: Any) -> "ItemQuerySet":
        """Those that `user` proposed; nobody's for who is signed out."""
        return self.filter(proposer=user.pk) if user.is_authenticated and user.is_active else self.none()

    def visible_to(self, user: Any) -> "ItemQuerySet":
        """Those that `user` may see: public ones, her own, and what she looks after."""
        if not user.is_authenticated or not user.is_active:
            return self.public()
        if user.is_facilitator:
            return self.all()
        seen = Q(state=State.PUBLIC) | Q(proposer=user.pk)
        if is_editor(user):
            seen |= Q(state=State.ARCHIVED)
        return self.filter(seen)

    def holding(self, text: str) -> "ItemQuerySet":
        """Those in whose title, author or description every word stands, whatever its accents."""
        rows = self
        for word in anyascii(text).lower().split()[:MOST_WORDS]:
            rows = rows.filter(found_by__contains=word)
        return rows

    def declined_before(self, moment: datetime) -> "ItemQuerySet":
        """Those that were not accepted, long ago."""
        return self.filter(state=State.DECLINED, moved_at__lt=moment)

    def for_listing(self) -> "ItemQuerySet":
        """With what a row shows, whatever the number of rows."""
        themes = models.Prefetch("themes", queryset=Term.objects.select_related("parent"))
        return self.select_related("proposer", "replaces").prefetch_related(themes)
