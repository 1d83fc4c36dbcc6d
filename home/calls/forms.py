"""Making a call, seating its panel, declaring and scoring."""

import uuid
import zoneinfo
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from community.members.forms.profile import zone_choices
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from foundation import countries, markup
from home.calls import times
from home.calls.enums import HEAVIEST, HIGHEST, LOWEST, Wanted
from home.calls.models import Answer, Call, Criterion
from home.calls.telling import Told

MOST_CRITERIA = 10


class ClockField(forms.CharField):
    """What a clock shows, without a zone: whose clock it is, another field says."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def clean(self, value: Any) -> Any:
        """Read day and time."""
        text = super().clean(value)
        try:
            typed = parse_datetime(text)
        except ValueError:
            typed = None
        if typed is None or typed.tzinfo is not None:
            raise ValidationError(_("Give day and time, for example 2026-03-31 18:00."), code="clock")
        return typed.replace(second=0, microsecond=0)


class CallForm(forms.Form):
    """A call. Its times are on the clock of the zone it names."""

    use_required_attribute = False

    title = forms.CharField(label=_("Title"), max_length=120)
    wanted = forms.ChoiceField(label=_("Asks for"), choices=Wanted.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What you look for, and what comes of it"), max_length=6000, widget=forms.Textarea(attrs={"rows": 8})
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"), queryset=Term.objects.none(), to_field_name="slug", widget=forms.CheckboxSelectMultiple
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries"), required=False, help_text=_("Choose none when all may answer.")
    )
    zone = forms.ChoiceField(
        label=_("Your time zone"), choices=zone_choices, help_text=_("The two times below are on its clock.")
    )
    opens_at = ClockField(label=_("Opens"))
    closes_at = ClockField(label=_("Closes"))
    criteria = forms.CharField(
        label=_("Criteria"),
        help_text=_("One a line. A weight from 1 to 10 may follow after a colon: Can be repeated elsewhere: 3"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, call: Call | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), **kwargs.get("initial", {}), **(_as_typed(call) if call else {})}
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Term.objects.of(Vocabulary.THEMES).top()  # type: ignore[attr-defined]
        self.fields["countries"].choices = countries.choices()  # type: ignore[attr-defined]
        if call is not None:
            # They stay as they were announced.
            del self.fields["criteria"]

    def clean_title(self) -> str:
        """Keep one line."""
        return " ".join(markup.tidy(self.cleaned_data["title"]).split())

    def clean_text(self) -> str:
        """Keep it tidy."""
        return markup.tidy(self.cleaned_data["text"])

    def clean_criteria(self) -> tuple[tuple[str, int], ...]:
        """Read a criterion and its weight from each line."""
        read = tuple(_criterion(line) for line in self.cleaned_data["criteria"].splitlines() if line.strip())
        if len(read) > MOST_CRITERIA:
            raise ValidationError(_("Ten criteria at most: nobody weighs more."), code="many")
        return read

    def clean(self) -> dict[str, Any]:
        """Turn what the clock shows into moments, in their order."""
        values = super().clean() or {}
        zone = values.get("zone")
        for name in ("opens_at", "closes_at"):
            typed = values.get(name)
            if zone not in zoneinfo.available_timezones() or not isinstance(typed, datetime):
                continue
            moment = times.on_clock_of(zone, typed, late=name == "closes_at")
            if moment is None:
                self.add_error(name, _("Clocks jump over this hour in your time zone. Choose another one."))
            else:
                values[name] = moment
        opens, closes = values.get("opens_at"), values.get("closes_at")
        if opens and closes and not self.errors and closes <= opens:
            self.add_error("closes_at", _("It closes before it opens. Choose a later time."))
        return values

    def told(self) -> Told:
        """Return what was told of the call."""
        return Told(**{name: value for name, value in self.cleaned_data.items() if name != "form_key"})


def _criterion(line: str) -> tuple[str, int]:
    title, colon, weight = line.strip().rpartition(":")
    if not colon or not weight.strip().isdecimal():
        title, weight = line, "1"
    if not 1 <= int(weight) <= HEAVIEST or not title.strip() or len(title) > 160:
        raise ValidationError(
            _("“%(line)s”: write a criterion of at most 160 letters, and a weight from 1 to 10."),
            code="criterion",
            params={"line": line.strip()[:60]},
        )
    return " ".join(title.split()), int(weight)


def _as_typed(call: Call) -> dict[str, Any]:
    there = {name: times.moment(getattr(call, name), call.zone).there for name in ("opens_at", "closes_at")}
    plain = {name: getattr(call, name) for name in ("title", "wanted", "text", "countries", "zone")}
    return {**plain, **there, "themes": [term.slug for term in call.themes.all()]}


class SeatForm(forms.Form):
    """A member for the panel, by her address."""

    address = forms.EmailField(label=_("Her address on this site"), max_length=254)


class DeclareForm(forms.Form):
    """A judge says whether she is free to judge."""

    has_conflict = forms.TypedChoiceField(
        label=_("Do you have a conflict of interest?"),
        choices=[("no", _("No. I neither took part in it nor gain from it.")), ("yes", _("Yes. Others judge it."))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Which one"), max_length=300, required=False)


class ScoreForm(forms.Form):
    """Points and a note for each criterion."""

    def __init__(self, *args: Any, answer: Answer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria: list[Criterion] = list(answer.call.criteria.all())
        choices = [(str(points), str(points)) for points in range(LOWEST, HIGHEST + 1)]
        for each in self.criteria:
            self.fields[f"points-{each.pk}"] = forms.ChoiceField(
                label=each.title,
                choices=choices,
                widget=forms.RadioSelect,
                help_text=_("1 is weak, 5 is strong. Weight: %(weight)s") % {"weight": each.weight},
                error_messages={"required": _("Give from 1 to 5 points.")},
            )
            self.fields[f"note-{each.pk}"] = forms.CharField(
                label=_("Why"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def marks(self) -> dict[int, tuple[int, str]]:
        """Return points and note by criterion."""
        given = self.cleaned_data
        return {
            each.pk: (int(given[f"points-{each.pk}"]), markup.tidy(given[f"note-{each.pk}"])) for each in self.criteria
        }
