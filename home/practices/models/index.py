"""The list of practices."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from community.comments.closing import PANEL, SYNCHRONIZED, CommentSection
from foundation.pages import BasePage
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

    settings_panels: ClassVar[list[Any]] = [PANEL, *BasePage.settings_panels]
    override_translatable_fields = [SynchronizedField("slug"), *SYNCHRONIZED]

    class Meta:
        verbose_name = _("list of practices")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stories that fit the address's filters, the facets with their counts, and the map."""
        walls = getattr(request, "walls", None)
        everything = StoryPage.objects.readable(locale=self.locale, walls=walls)
        collections = CollectionPage.objects.open_to_all(walls).filter(locale=self.locale).select_related("locale")
        shown = display.browse(everything, request.GET) | {"collections": collections.order_by("title")}
        return super().get_context(request, *args, **kwargs) | shown
