"""Reads of briefs, of what they rest on and of who endorses them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from wagtail.models import Locale

from foundation.pages import WalledQuerySet
from home.briefs.enums import Cited

if TYPE_CHECKING:
    # The row types, named in strings below.
    from home.briefs.models import Citation, Endorsement  # noqa: F401

# Long texts that lists and cross-references never show.
TEXTS = (
    "key_messages",
    "context",
    "evidence_text",
    "recommendations",
    "steps",
    "references",
    "cites",
    "unknowns",
    "made_how",
    "plain_summary",
)


class BriefQuerySet(WalledQuerySet):
    """Briefs, narrowed by adjectives."""

    def readable(self, *, locale: Locale, walls: Iterable[str] | None = None) -> "BriefQuerySet":
        """Live briefs of one language tree that no wall hides, by number."""
        rows = self.open_to_all(walls).filter(locale=locale)
        return rows.select_related("locale", "alias_of__locale").order_by("number")

    def originals(self) -> "BriefQuerySet":
        """Each brief once: the version others are translated from or stand in for."""
        return self.open_to_all().filter(alias_of__isnull=True, locale=Locale.get_default())

    def citing(self, story_key: UUID, *, locale: Locale, walls: Iterable[str] | None = None) -> "BriefQuerySet":
        """Briefs that name a story, known by its translation key, as evidence."""
        rows = self.readable(locale=locale, walls=walls).without_texts()
        return rows.filter(translation_key__in=self.keys_citing(Cited.STORY, [str(story_key)]))

    def keys_citing(self, kind: Cited, keys: Iterable[str]) -> models.QuerySet:
        """Translation keys of the briefs that cite one of these sources."""
        citations = self.model._meta.get_field("citations").related_model._default_manager
        return citations.filter(kind=kind, key__in=list(keys)).values("brief__translation_key")

    def without_texts(self) -> "BriefQuerySet":
        """Without the long texts."""
        return self.defer(*TEXTS)


class CitationQuerySet(models.QuerySet["Citation"]):
    """Citations, narrowed by adjectives."""

    def with_contributions(self) -> "CitationQuerySet":
        """With the posts and comments that are cited, and where they stand."""
        return self.select_related("post__thread__space__group", "comment")

    def of_pages(self, keys: Iterable[Any]) -> "CitationQuerySet":
        """Those of stories or briefs with one of these translation keys."""
        return self.filter(kind__in=[Cited.STORY, Cited.BRIEF], key__in=[str(key) for key in keys])

    def leads_back(self, start: UUID, cited: Iterable[UUID]) -> list[UUID]:
        """Return the way by which briefs that `start` wants to cite come back to it, empty when none does.

        The first of the way is a brief of `cited`, the last is one that cites `start`.
        """
        ways: dict[UUID, list[UUID]] = {key: [key] for key in cited}
        if start in ways:
            return [start]
        seen = set(ways)
        while ways:
            found: dict[UUID, list[UUID]] = {}
            rows = self.filter(kind=Cited.BRIEF, brief__translation_key__in=ways)
            for source, key in rows.values_list("brief__translation_key", "key"):
                if UUID(key) == start:
                    return ways[source]
                if UUID(key) not in seen:
                    seen.add(UUID(key))
                    found[UUID(key)] = [*ways[source], UUID(key)]
            ways = found
        return []


class EndorsementQuerySet(models.QuerySet["Endorsement"]):
    """Endorsements, narrowed by adjectives."""

    def standing(self) -> "EndorsementQuerySet":
        """Those not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)
