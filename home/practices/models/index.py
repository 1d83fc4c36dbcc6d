"""The list of practices."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from community.comments.closing import PANEL, SYNCHRONIZED, CommentSection
from foundation.pages import BasePage, address_of, by_language
from home.practices import display
from home.practices.models.collection import CollectionPage
from home.practices.models.story import StoryPage


class PracticeIndexPage(CommentSection):
    """All stories, narrowed by facets, as a list and on a map."""

    section = "practices"
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["practices.StoryPage", "practices.CollectionPage"]
    max_count_per_parent = 1
    # Its live language versions, as far as it was asked to show itself.
    versions: Iterable[Page] = ()

    settings_panels: ClassVar[list[Any]] = [PANEL, *BasePage.settings_panels]
    override_translatable_fields = [SynchronizedField("slug"), *SYNCHRONIZED]

    class Meta:
        verbose_name = _("list of practices")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stories that fit the address's filters, the facets with their counts, and the map."""
        walls = getattr(request, "walls", None)
        everything = StoryPage.objects.readable(locale=self.locale, walls=walls)
        self.versions, collections = self._beside(walls)
        shown = display.browse(everything, request.GET) | {"collections": collections}
        return super().get_context(request, *args, **kwargs) | shown

    def addresses(self, request: HttpRequest) -> dict[str, str]:
        """Return the address of each live language version, by language code."""
        return by_language(self.versions)

    def _beside(self, walls: Iterable[str] | None) -> tuple[list[Page], list[dict[str, str]]]:
        """The live language versions of the list, and the collections below it by title; one query for both."""
        collections = CollectionPage.objects.open_to_all(walls).filter(locale=self.locale).order_by()
        pages = Page.objects.select_related("locale").order_by()
        own = pages.filter(translation_key=self.translation_key, live=True)
        rows = own.union(pages.filter(pk__in=collections.values("pk"))).order_by("title")
        versions = [row for row in rows if row.translation_key == self.translation_key]
        others = [row for row in rows if row.translation_key != self.translation_key]
        return versions, [{"title": row.title, "address": address_of(row)} for row in others]
