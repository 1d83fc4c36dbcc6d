"""Reads of briefs."""

from uuid import UUID

from wagtail.models import Locale

from foundation.pages import WalledQuerySet


class BriefQuerySet(WalledQuerySet):
    """Briefs, narrowed by adjectives."""

    def readable(self, *, locale: Locale) -> "BriefQuerySet":
        """Live briefs of one language tree that no wall hides, by number."""
        return self.open_to_all().filter(locale=locale).select_related("locale", "alias_of__locale").order_by("number")

    def originals(self) -> "BriefQuerySet":
        """Each brief once: the version others are translated from or stand in for."""
        return self.open_to_all().filter(alias_of__isnull=True, locale=Locale.get_default())

    def citing(self, story_key: UUID, *, locale: Locale) -> "BriefQuerySet":
        """Briefs that name a story, known by its translation key, as evidence."""
        cited = self.model._meta.get_field("citations").related_model._default_manager.filter(story_key=story_key)
        return self.readable(locale=locale).filter(translation_key__in=cited.values("brief__translation_key"))
