"""The look of every form: ours, Django's and the accounts' alike."""

from functools import cached_property
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import TemplateDoesNotExist
from django.utils.translation import gettext_lazy as _

from foundation.context import COLOURS

COLOUR_LABELS = {"auto": _("Automatic"), "light": _("Light"), "dark": _("Dark")}


class FormRenderer(TemplatesSetting):
    """Looks in the apps' templates first, then in Django's own widgets."""

    form_template_name = "foundation/parts/form.html"
    field_template_name = "foundation/parts/field.html"

    @cached_property
    def _django(self) -> DjangoTemplates:
        return DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """Return the template of that name."""
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return self._django.get_template(template_name)


class DisplayForm(forms.Form):
    """How pages are shown on this device."""

    colours = forms.ChoiceField(
        label=_("Colours"),
        choices=[(name, COLOUR_LABELS[name]) for name in COLOURS],
        widget=forms.RadioSelect,
        help_text=_("Automatic follows the setting of your device."),
    )
    low_data = forms.BooleanField(
        label=_("Low-data mode"),
        required=False,
        help_text=_("No font, no maps, no scripts. A page then weighs about 30 KB."),
    )
