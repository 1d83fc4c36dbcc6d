"""Panels of the back office, for any app."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import PublishingPanel


class ZonedPublishingPanel(PublishingPanel):
    """When a page goes public and when it ends, with the zone of these times: the back office keeps one for all."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for child in self.children:
            child.help_text = _("Day and time in UTC, the zone of the whole back office.")
