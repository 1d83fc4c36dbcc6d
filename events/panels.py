"""How the editor's form of an exchange is laid out."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from community.members.forms.profile import zone_choices

OFFER = [
    FieldPanel("promise"),
    FieldPanel("take_home"),
    FieldPanel("agenda"),
    FieldPanel("good_to_know"),
    FieldPanel("preparation"),
]

CIRCUMSTANCES = [
    FieldRowPanel([FieldPanel("kind"), FieldPanel("mode")]),
    MultiFieldPanel(
        [
            FieldPanel("zone", widget=forms.Select(choices=zone_choices())),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        ],
        heading=_("When"),
    ),
    MultiFieldPanel([FieldPanel("host"), FieldPanel("territory"), FieldPanel("place")], heading=_("Where and who")),
    MultiFieldPanel(
        [
            FieldPanel("languages", widget=forms.CheckboxSelectMultiple),
            FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        ],
        heading=_("Languages and themes"),
    ),
]

REGISTRATION = [
    MultiFieldPanel(
        [FieldPanel("capacity"), FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])],
        heading=_("Seats"),
    ),
    MultiFieldPanel([FieldPanel("state"), FieldPanel("cancelled_reason")], heading=_("Cancelling")),
    MultiFieldPanel([FieldPanel("outcome_note")], heading=_("Afterwards")),
]
