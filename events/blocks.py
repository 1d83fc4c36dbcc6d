"""Parts of an exchange page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class AgendaBlock(blocks.StructBlock):
    """What happens from one minute on."""

    minute = blocks.IntegerBlock(
        label=_("From minute"), min_value=0, max_value=60 * 24 * 7, help_text=_("Counted from the start: 0, 10, 35.")
    )
    text = blocks.TextBlock(label=_("What happens"))

    class Meta:
        icon = "time"
        label = _("Part")
