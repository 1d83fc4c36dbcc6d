"""The first page of each language."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from foundation.pages import BasePage
from home import front


class HomePage(BasePage):
    """What exists, what is open now, and who can be asked, on one page."""

    headline = models.TextField(_("headline"), max_length=160, help_text=_("Two short sentences, a line each."))
    introduction = models.TextField(_("introduction"), help_text=_("One sentence on what people find here."))

    content_panels = [*BasePage.content_panels, FieldPanel("headline"), FieldPanel("introduction")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "home.PlainPage",
        "practices.PracticeIndexPage",
        "briefs.BriefIndexPage",
        "events.ExchangeIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows of every room."""
        return super().get_context(request, *args, **kwargs) | front.gather(locale=self.locale, request=request)
