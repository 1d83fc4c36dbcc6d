"""Forms of reviews."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.enums import InterfaceLanguage
from foundation import markup
from home.reviews.enums import Criterion, Priority, Verdict
from home.reviews.models import Review
from home.reviews.paragraphs import Part


def _area(label: Any, most: int, rows: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def remark_name(part: str, place: int) -> str:
    """Return the name of the field for a remark on a paragraph."""
    return f"remark-{part}-{place}"


class RemarksForm(forms.Form):
    """A remark for each paragraph that wants one."""

    use_required_attribute = False

    def __init__(self, *args: Any, parts: list[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = [(part.name, place) for part in parts for place in range(len(part.paragraphs))]
        for part, place in self.places:
            self.fields[remark_name(part, place)] = _area(_("What should change here"), 1000, 3)

    def clean(self) -> dict[str, Any]:
        """Tidy what was typed."""
        cleaned = super().clean() or {}
        return {name: markup.tidy(value) if isinstance(value, str) else value for name, value in cleaned.items()}

    @property
    def remarks(self) -> dict[tuple[str, int], str]:
        """What is asked of each paragraph."""
        return {(part, place): self.cleaned_data.get(remark_name(part, place), "") for part, place in self.places}


class ReviewForm(RemarksForm):
    """Notes on the criteria, remarks, a verdict. A verdict is asked only when it is sent."""

    verdict = forms.ChoiceField(label=_("Your verdict"), choices=Verdict.choices, widget=forms.RadioSelect)
    reason = _area(
        _("Reason, for the authors"),
        2000,
        4,
        _("They read this. Say what is good, and what is missing. Needed unless you accept it."),
    )
    named = forms.BooleanField(
        label=_("The authors may see my name"), required=False, help_text=_("Otherwise they see “a reviewer”.")
    )

    def __init__(self, *args: Any, sends: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sends = sends
        for criterion in Criterion:
            self.fields[f"note-{criterion}"] = _area(criterion.label, 1000, 2)
        self.fields["verdict"].required = sends
        self.fields["verdict"].error_messages["required"] = _("Choose one of the three.")

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where authors must know what to do."""
        cleaned = super().clean()
        wants_reason = cleaned.get("verdict") in {Verdict.CHANGES, Verdict.DECLINE}
        if self.sends and wants_reason and not cleaned.get("reason"):
            self.add_error("reason", _("Say why: the authors need it to go on."))
        return cleaned

    @property
    def notes(self) -> dict[str, str]:
        """What was noted on each criterion."""
        found = {str(criterion): self.cleaned_data.get(f"note-{criterion}", "") for criterion in Criterion}
        return {name: text for name, text in found.items() if text}


class OutsideForm(RemarksForm):
    """What a reviewer without an account answers, once."""

    verdict = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(Verdict.APPROVE, _("It is good as it is")), (Verdict.CHANGES, _("It needs changes"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = _area(_("In your words"), 2000, 4, _("Needed if you ask for changes."))

    def clean(self) -> dict[str, Any]:
        """Ask for words where changes are wanted."""
        cleaned = super().clean()
        told = cleaned.get("reason") or any(cleaned.get(remark_name(*where)) for where in self.places)
        if cleaned.get("verdict") == Verdict.CHANGES and not told:
            self.add_error("reason", _("Say what should change, here or beside a paragraph."))
        return cleaned


class AssignForm(forms.Form):
    """Who is asked: a candidate, in place of another or not."""

    use_required_attribute = False

    address = forms.EmailField(
        label=_("Address of a member"),
        max_length=254,
        error_messages={"required": _("Write the address of the member you want to ask.")},
    )
    instead_of = forms.TypedChoiceField(label=_("Instead of"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, pending: Iterable[Review], has_place: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(review.pk, str(review.reviewer or _("Former member"))) for review in pending]
        first = [("", _("Nobody: a place is free"))] if has_place else []
        self.fields["instead_of"].choices = [*first, *rows]  # type: ignore[attr-defined]


class PriorityForm(forms.Form):
    """What is read first."""

    priority = forms.TypedChoiceField(label=_("Priority"), choices=Priority.choices, coerce=int)


class OutsideLinkForm(forms.Form):
    """For whom a link is."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Write the name of the reader.")}
    )
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, error_messages={"required": _("Write where the link goes.")}
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=InterfaceLanguage.choices)
