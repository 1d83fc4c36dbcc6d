"""Each kind of line of the guided form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import terms_of
from foundation import countries
from home.practices.enums import Need, Side
from home.practices.validators import validate_order, validate_partial_date
from home.submissions.forms.lines import LineForm

WHEN = _("A year, a month or a day: 2009, 2009-03 or 2009-03-26.")


def of_vocabulary(vocabulary: Vocabulary) -> Any:
    """Return a function that gives the choices of a vocabulary, children below their parents, an empty one first."""

    def choices() -> list[tuple[str, str]]:
        terms = terms_of(vocabulary)
        rows = [("", "–")]
        for term in terms:
            if term.parent_id is None:
                rows.append((term.slug, term.label))
                rows += [(child.slug, f"– {child.label}") for child in terms if child.parent_id == term.pk]
        return rows

    return choices


def country_choices() -> list[tuple[str, str]]:
    """Return every country by name, an empty choice first."""
    return [("", "–"), *countries.choices()]


def area(label: Any, *, most: int = 1000, help_text: Any = "", rows: int = 3) -> forms.CharField:
    """Return a field for a few sentences."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def date(label: Any, help_text: Any = WHEN) -> forms.CharField:
    """Return a field for a year, a month or a day."""
    return forms.CharField(
        label=label, required=False, max_length=10, validators=[validate_partial_date], help_text=help_text
    )


def side() -> forms.ChoiceField:
    """Return the choice of a corridor's end."""
    return forms.ChoiceField(label=_("Side"), choices=Side.choices, required=False, initial=Side.UNKNOWN)


class StepLine(LineForm):
    """One thing that was done."""

    main = "heading"
    missing = _("Name the step in a few words, or empty the line.")

    heading = forms.CharField(label=_("What was done"), required=False, max_length=160)
    begins = date(_("Begins"))
    ends = date(_("Ends"), _("Leave empty if it goes on, or if nobody knows."))
    text = area(_("How"))
    result = area(_("What this step brought"), rows=2)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        cleaned = super().clean()
        try:
            validate_order(cleaned.get("begins") or "", cleaned.get("ends") or "")
        except ValidationError as error:
            self.add_error("ends", error)
        return cleaned


class PartnerLine(LineForm):
    """One partner. Clear roles are what readers ask about most."""

    main = "name"
    missing = _("Name the partner, or empty the line.")
    silent = frozenset({"side", "named"})
    also = frozenset({"hidden"})

    name = forms.CharField(label=_("Partner"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=of_vocabulary(Vocabulary.ACTOR_KINDS))
    country = forms.ChoiceField(label=_("Country"), required=False, choices=country_choices)
    side = side()
    role = forms.ChoiceField(label=_("Role"), required=False, choices=of_vocabulary(Vocabulary.PARTNER_ROLES))
    brought = area(
        _("What did this partner do?"),
        help_text=_(
            "One or two sentences. Example: “Follows each funded project and collects what local groups know.”"
        ),
        rows=2,
    )
    named = forms.ChoiceField(
        label=_("Does this partner agree to be named?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes, they know")), ("no", _("Not yet. Keep the name hidden until they do"))],
        initial="no",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial and "name" in self.initial:
            self.initial["named"] = "no" if self.initial.pop("hidden", False) else "yes"

    def clean(self) -> dict[str, Any]:
        """Ask who they are and what they did."""
        cleaned = super().clean()
        if cleaned.get("name"):
            for name, sentence in (
                ("role", _("Choose the role. Migrants can lead.")),
                ("brought", _("Say what they did. One sentence is enough.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        cleaned["hidden"] = cleaned.pop("named", "no") != "yes"
        return cleaned


class ResultLine(LineForm):
    """One result."""

    silent = frozenset({"side"})

    text = area(_("Result"), rows=2)
    side = side()


class IndicatorLine(LineForm):
    """One measured result."""

    main = "name"
    missing = _("Say what was counted, or empty the line.")
    silent = frozenset({"side"})

    name = forms.CharField(label=_("What was counted"), required=False, max_length=160)
    side = side()
    baseline = forms.DecimalField(label=_("Before"), required=False, max_digits=14, decimal_places=2)
    value = forms.DecimalField(label=_("After"), required=False, max_digits=14, decimal_places=2)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=60)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1000, max_value=2100)
    source = forms.CharField(label=_("Source"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """A figure needs its value and unit; the rest may be unknown."""
        cleaned = super().clean()
        if cleaned.get("name"):
            for name, sentence in (("value", _("Give the figure.")), ("unit", _("Say in which unit, as people."))):
                if cleaned.get(name) in {None, ""} and name not in self.errors:
                    self.add_error(name, sentence)
        return cleaned


class FailureLine(LineForm):
    """What did not work."""

    text = area(_("What did not work"), rows=2)
    cause = area(_("Why"), rows=2)


class NeedLine(LineForm):
    """What another place must have."""

    main = "heading"
    silent = frozenset({"kind"})
    missing = _("Name what is needed, or empty the line.")

    kind = forms.ChoiceField(label=_("Kind"), choices=Need.choices, required=False, initial=Need.OTHER)
    heading = forms.CharField(label=_("What is needed"), required=False, max_length=160)
    text = area(_("In a sentence or two"), rows=2)
    evidence = area(
        _("How it showed"), help_text=_("For political will: the act, vote or budget that proved it."), rows=2
    )


class SourceLine(LineForm):
    """Where this can be read."""

    main = "title"
    missing = _("Give the title, or empty the line.")

    title = forms.CharField(label=_("Title"), required=False, max_length=255)
    author = forms.CharField(label=_("Author or publisher"), required=False, max_length=160)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1000, max_value=2100)
    url = forms.URLField(label=_("Address"), required=False, max_length=500, assume_scheme="https")
