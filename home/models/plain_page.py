"""Pages of text: about, charter, privacy, accessibility, house rules, help."""

from email.utils import parseaddr
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from foundation.blocks import HeadedTextBlock
from foundation.fields import LeanStreamField
from foundation.pages import BasePage


class PlainPage(BasePage):
    """A page of headed paragraphs."""

    introduction = models.TextField(_("introduction"), blank=True, help_text=_("One or two sentences under the title."))
    body = LeanStreamField(
        [("part", HeadedTextBlock())],
        verbose_name=_("text"),
        blank=True,
        help_text=_("Parts with a heading each. An empty line starts a new paragraph."),
    )

    # Header, footer and mails name these pages by their address, which is the same in every language.
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]
    content_panels = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]

    class Meta:
        verbose_name = _("plain page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the address that people may write to."""
        address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        return super().get_context(request, *args, **kwargs) | {"contact_address": address}
