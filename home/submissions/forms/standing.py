"""What a practice rests on, as fields of the guided form; asked in the full form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from home.practices.enums import Form, Known
from home.submissions.forms.rows import area

STANDING = (
    "form",
    "budget",
    "currency",
    "budget_note",
    "staff",
    "duration",
    "low_resource",
    "act",
    "act_note",
    "budget_line",
    "budget_line_note",
    "plan",
    "plan_note",
    "plan_url",
    "needs_migration_power",
    "who_decides",
    "framework_origin",
    "framework_residence",
)


def known(label: Any, help_text: Any = "") -> forms.ChoiceField:
    """Return a choice of yes, no and not known."""
    return forms.ChoiceField(label=label, choices=Known.choices, help_text=help_text, required=False)


def line(label: Any, most: int = 300, help_text: Any = "") -> forms.CharField:
    """Return a field for one line."""
    return forms.CharField(label=label, required=False, max_length=most, help_text=help_text)


class StandingFields(forms.Form):
    """Resources, powers and anchoring. All may stay unknown."""

    form = forms.ChoiceField(
        label=_("How much do you want to tell?"),
        choices=Form.choices,
        widget=forms.RadioSelect,
        help_text=_("The short form is a good start. The full form can follow later, at the same address."),
    )
    budget = forms.DecimalField(label=_("Budget"), required=False, max_digits=14, decimal_places=2, min_value=0)
    currency = line(_("Currency"), 3, _("For example: EUR, XOF, MAD."))
    budget_note = line(_("What the budget covers"), help_text=_("Per year or in all, and who pays."))
    staff = line(_("Staff"), 200)
    duration = line(_("Time it took"), 200)
    low_resource = known(_("Works with few resources"))
    act = known(_("Legal act"), _("Does an act, by-law or decision of the council carry it?"))
    act_note = line(_("Which act"))
    budget_line = known(_("Regular budget line"))
    budget_line_note = line(_("Which budget line"))
    plan = known(_("Part of the local development plan"))
    plan_note = line(_("Which plan"))
    plan_url = forms.URLField(label=_("Address of the plan"), required=False, max_length=500, assume_scheme="https")
    needs_migration_power = known(_("Needs a competence on migration"))
    who_decides = area(_("Who decides"), most=600)
    framework_origin = area(_("National framework, place of origin"), most=600)
    framework_residence = area(_("National framework, place of residence"), most=600)

    def clean(self) -> dict[str, Any]:
        """A budget needs its currency."""
        cleaned = super().clean() or {}
        if cleaned.get("budget") is not None and not cleaned.get("currency"):
            self.add_error("currency", _("Say in which currency, for example EUR."))
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and name in cleaned and not cleaned[name]:
                cleaned[name] = Known.UNKNOWN
        cleaned["currency"] = (cleaned.get("currency") or "").upper()
        return cleaned
