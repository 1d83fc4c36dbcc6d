"""Stories that an editor puts together, with a note on why."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from foundation.fields import LeanStreamField
from foundation.pages import BasePage, WalledQuerySet
from home.practices import blocks, display


class CollectionPage(BasePage):
    """A curated collection, readable and printable as one document (report, S17)."""

    section = "practices"

    note = models.TextField(
        _("editor's note"), max_length=3000, help_text=_("Why these stories, and what to look for in them.")
    )
    stories = LeanStreamField([("story", blocks.ChosenStoryBlock())], verbose_name=_("stories"), blank=True)

    objects: ClassVar[Any] = PageManager.from_queryset(WalledQuerySet)()

    content_panels = [*BasePage.content_panels, FieldPanel("note"), FieldPanel("stories")]
    parent_page_types: ClassVar[list[str]] = ["practices.PracticeIndexPage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stories, each with the editor's words; what is no longer public leaves a line."""
        return super().get_context(request, *args, **kwargs) | display.collection(self)
