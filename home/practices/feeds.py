"""Stories as an Atom feed, for any filter of their list."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from foundation.pages import tree_of
from home.practices import facets
from home.practices.models import StoryPage

MOST = 50
# The address has no language prefix: `in` says which tree is read.
LANGUAGE = "in"


class PracticesFeed(Feed):
    """The newest stories that fit the address's filters."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer in the language that the address asks for."""
        asked = request.GET.get(LANGUAGE, "")
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Read the filters."""
        chosen = facets.Chosen.from_query(request.GET)
        language = translation.get_language() or settings.LANGUAGE_CODE
        return {"chosen": chosen, "language": language}

    def title(self, asked: dict[str, Any]) -> str:
        """The list, and its filters."""
        words = [str(facets.label(facet, value)) for facet, value in asked["chosen"].pairs]
        return _("Corridor practices") + (f": {', '.join(words)}" if words else "")

    def link(self, asked: dict[str, Any]) -> str:
        """The list as a page."""
        query = asked["chosen"].query()
        return f"{settings.SITE_URL}/{asked['language']}/practices/" + (f"?{query}" if query else "")

    def items(self, asked: dict[str, Any]) -> list[StoryPage]:
        """The newest."""
        rows = StoryPage.objects.readable(locale=tree_of(asked["language"])).fitting(asked["chosen"])
        return list(rows.select_related("locale", "alias_of__locale").prefetch_related("themes").newest_first()[:MOST])

    def item_title(self, item: Any) -> str:
        """The headline."""
        return str(item.title)

    def item_description(self, item: StoryPage) -> str:
        """The standfirst."""
        return item.standfirst

    def item_link(self, item: StoryPage) -> str:
        """The story's page."""
        return f"{settings.SITE_URL}{item.address}"

    def item_guid(self, item: StoryPage) -> str:
        """The same for ever, whatever the address becomes."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item: StoryPage) -> datetime | None:
        """When it was published first."""
        return item.first_published_at

    def item_updateddate(self, item: StoryPage) -> datetime | None:
        """When it was changed last."""
        return item.last_published_at

    def item_categories(self, item: StoryPage) -> list[str]:
        """The themes."""
        return [term.label for term in item.themes.all()]
