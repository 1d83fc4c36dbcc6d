"""The editor's desk: what stands on which tab."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface

from community.comments.closing import PANEL

INDEX = [FieldPanel("introduction")]


def brief(base: Any) -> TabbedInterface:
    """Return the tabs of a brief. base: the page class whose own panels are kept."""
    text = [
        *base.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
        FieldPanel("standfirst"),
        FieldPanel("audience"),
        FieldPanel("plain_summary"),
        FieldPanel("key_messages"),
        FieldPanel("context"),
        FieldPanel("evidence_text"),
        FieldPanel("recommendations"),
        FieldPanel("unknowns"),
        FieldPanel("made_how"),
        FieldPanel("themes"),
    ]
    kinds = [
        HelpPanel(content=_("Fill in the part of the kind you chose; the others stay empty.")),
        MultiFieldPanel([FieldPanel("steps")], heading=_("Roadmap")),
        MultiFieldPanel([FieldPanel("issuing_level"), FieldPanel("issuing_country")], heading=_("Guideline")),
        MultiFieldPanel([FieldPanel("forum"), FieldPanel("forum_year")], heading=_("Joint submission to a forum")),
    ]
    withdrawing = [FieldPanel("withdrawn_on"), FieldPanel("withdrawn_reason")]
    settings = [MultiFieldPanel(withdrawing, heading=_("Withdrawing it")), PANEL, *base.settings_panels]
    return TabbedInterface(
        [
            ObjectList(text, heading=_("Brief")),
            ObjectList([FieldPanel("references"), FieldPanel("cites")], heading=_("Sources")),
            ObjectList(kinds, heading=_("Roadmap, guideline, submission")),
            ObjectList(settings, heading=_("Settings")),
            ObjectList(base.promote_panels, heading=_("Address")),
        ]
    )
