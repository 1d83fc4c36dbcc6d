"""The forms of consultations. They validate; services write."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.consultations import times
from community.consultations.enums import State, Uptake
from community.consultations.models import Consultation
from community.consultations.telling import Told
from community.consultations.validators import (
    ANSWER_LENGTH,
    INTRODUCTION_LENGTH,
    MOST_PARAGRAPHS,
    PARAGRAPH_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    joined,
    split,
)
from community.discussions.forms import SlugChoice
from community.groups.models import Group
from community.members.contribution_forms import ContributionForm
from community.members.forms import named
from community.members.forms.profile import zone_choices
from community.territories.models import Corridor, Territory
from foundation import markup


class LongText(forms.CharField):
    """A text of several lines, measured as it is kept; the browser is not told how long it may be: it would cut it."""

    widget = forms.Textarea

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Tidy the text."""
        return markup.tidy(str(value or ""))

    def validate(self, value: str) -> None:
        """Refuse what is missing or too long."""
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(
                _("Your text has %(length)s characters, and %(most)s fit. Shorten it."),
                code="long",
                params={"length": len(value), "most": self.most},
            )


def line(label: Any, **kwargs: Any) -> forms.CharField:
    """Return a field for one line."""
    return forms.CharField(label=label, max_length=TITLE_LENGTH, **kwargs)


def reason() -> LongText:
    """Return the field for what the public log says."""
    return LongText(
        label=_("Why"),
        most=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who reads the consultation reads this too."),
    )


class ConsultationForm(forms.Form):
    """A draft proposal. Its last day ends at midnight in the zone it names."""

    use_required_attribute = False

    title = line(_("Title of the proposal"))
    introduction = LongText(
        label=_("Introduction"),
        most=INTRODUCTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What it is about, and why now."),
    )
    text = LongText(
        label=_("Text of the proposal"),
        most=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "An empty line begins a new paragraph; paragraphs are numbered. "
            "A line that begins with - makes a list, **two stars** make bold."
        ),
    )
    submitted_to = line(_("It will be submitted to"), help_text=_("For example: the ministry for people abroad."))
    territory = named.NamedField(
        label=_("Territory it is for"),
        required=False,
        model=Territory,
        find=named.territory_named,
        like=named.territories_like,
    )
    corridor = forms.ModelChoiceField(
        label=_("Corridor it is for"), queryset=Corridor.objects.none(), required=False, empty_label=_("None")
    )
    group = SlugChoice(
        label=_("Group it is for"),
        queryset=Group.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("None: everybody reads it"),
        help_text=_("The consultation of a group is read and answered from inside only."),
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=settings.LANGUAGES)
    closes_on = forms.DateField(
        label=_("Last day for statements"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=zone_choices, help_text=_("The last day ends at midnight on its clock.")
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, user: Any, now: datetime, consultation: Consultation | None = None, **kwargs: Any
    ) -> None:
        first = {"submission": uuid.uuid4(), "language": get_language() or settings.LANGUAGE_CODE}
        given = {key: value for key, value in (kwargs.get("initial") or {}).items() if value}
        kwargs["initial"] = {**first, **(_as_typed(consultation) if consultation else {}), **given}
        super().__init__(*args, **kwargs)
        self.now = now
        groups = Group.objects.managed_by(user).unarchived()
        self.fields["corridor"].queryset = Corridor.objects.with_ends()  # type: ignore[attr-defined]
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """Keep one line."""
        return " ".join(markup.tidy(self.cleaned_data["title"]).split())

    def clean_text(self) -> str:
        """Count the paragraphs, and measure each."""
        found = split(self.cleaned_data["text"])
        if len(found) > MOST_PARAGRAPHS:
            raise ValidationError(_("At most %(most)s paragraphs fit."), code="many", params={"most": MOST_PARAGRAPHS})
        for number, text in enumerate(found, 1):
            if len(text) > PARAGRAPH_LENGTH:
                raise ValidationError(
                    _("Paragraph %(number)s has more than %(most)s characters. Part it by an empty line."),
                    code="long",
                    params={"number": number, "most": PARAGRAPH_LENGTH},
                )
        return joined(found)

    def clean(self) -> dict[str, Any]:
        """Ask for a place, and for a last day that is not over."""
        values = super().clean() or {}
        named_ones = [values.get(name) for name in ("territory", "corridor", "group")]
        if not any(named_ones) and not {"territory", "corridor", "group"} & set(self.errors):
            self.add_error("territory", _("Say for which territory, corridor or group it is."))
        closes_on, zone = values.get("closes_on"), values.get("zone")
        if closes_on and zone and self.now >= times.closing(closes_on, zone):
            self.add_error("closes_on", _("This day is over. Choose a later one."))
        return values

    def told(self) -> Told:
        """Return what was told."""
        return Told(**{name: value for name, value in self.cleaned_data.items() if name != "submission"})


def _as_typed(row: Consultation) -> dict[str, Any]:
    plain = ("title", "introduction", "submitted_to", "language", "closes_on", "zone")
    return {
        **{name: getattr(row, name) for name in plain},
        "text": joined([each.text for each in row.paragraphs.all()]),
        "territory": row.territory_id,
        "corridor": row.corridor_id,
        "group": row.group.slug if row.group else "",
    }


class StatementForm(ContributionForm):
    """What somebody says to a paragraph or to the whole."""

    number = forms.TypedChoiceField(label=_("On"), required=False, coerce=int, empty_value=None)
    field_order = ("number", "text", "language", "speaks_for", "submission")

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["watch"]
        self.fields["text"].label = _("Your statement")
        numbers = list(consultation.paragraphs.values_list("number", flat=True))
        words = [(str(number), _("Paragraph %(number)s") % {"number": number}) for number in numbers]
        self.fields["number"].choices = [("", _("the whole text")), *words]  # type: ignore[attr-defined]


class RevisionForm(forms.Form):
    """Another wording of a paragraph. base: the wording that was read."""

    text = LongText(label=_("New wording"), most=PARAGRAPH_LENGTH, widget=forms.Textarea(attrs={"rows": 8}))
    why = reason()
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=30_000)

    def clean_text(self) -> str:
        """Refuse what would become several paragraphs: the numbers stay."""
        text: str = self.cleaned_data["text"]
        if len(split(text)) > 1:
            raise ValidationError(_("Keep it one paragraph, without empty lines: the numbers stay."), code="many")
        return text


class MoveForm(forms.Form):
    """A step, and why it is taken."""

    answer = LongText(label=_("What the body answered"), most=ANSWER_LENGTH, widget=forms.Textarea(attrs={"rows": 8}))
    answered_on = forms.DateField(
        label=_("Day of the answer"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    why = reason()

    def __init__(self, *args: Any, to: State, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if to != State.ANSWERED:
            del self.fields["answer"], self.fields["answered_on"]


class PutOffForm(forms.Form):
    """A later last day."""

    closes_on = forms.DateField(
        label=_("New last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    why = reason()


class ResponseForm(forms.Form):
    """What became of a statement."""

    uptake = forms.ChoiceField(label=_("What became of it"), choices=Uptake.choices, widget=forms.RadioSelect)
    why = reason()


class FacilitatorForm(forms.Form):
    """A member, by her address."""

    address = forms.EmailField(label=_("Her address on this site"), max_length=254)
