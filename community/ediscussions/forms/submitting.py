"""The form that facilitators make, and the form that members fill in."""

import uuid
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.ediscussions.models import EDiscussion, FormQuestion
from community.ediscussions.models.submission import ANSWER_LENGTH, SHORT_LENGTH
from community.ediscussions.plans import Field
from foundation import markup

MOST_FIELDS = 15
# So many empty lines are offered; saving offers as many again.
MORE = 3


class IntroForm(forms.Form):
    """What stands above the form."""

    use_required_attribute = False

    intro = forms.CharField(
        label=_("What you ask for, and what comes of it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FieldForm(forms.Form):
    """One question of the form; without words it goes."""

    use_required_attribute = False

    label = forms.CharField(label=_("Question"), max_length=200, required=False)
    help = forms.CharField(label=_("Help"), max_length=300, required=False)
    is_required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)
    is_long = forms.BooleanField(label=_("Answered at length"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        """Ask for the question where there is help for it."""
        values = super().clean() or {}
        for name in ("label", "help"):
            values[name] = " ".join(markup.tidy(values.get(name) or "").split())
        if values["help"] and not values["label"]:
            self.add_error("label", _("Write the question, or empty its help too."))
        return values


class FieldLines(BaseFormSet[FieldForm]):
    """All questions of the form."""

    def fields_told(self) -> list[Field]:
        """Return the questions that have words."""
        return [Field(**form.cleaned_data) for form in self.forms if form.cleaned_data.get("label")]


def field_lines(discussion: EDiscussion, data: Any = None) -> FieldLines:
    """Return the lines for the questions, with MORE empty ones."""
    make = formset_factory(FieldForm, formset=FieldLines, extra=MORE, max_num=MOST_FIELDS, absolute_max=MOST_FIELDS)
    names = ("label", "help", "is_required", "is_long")
    known = list(discussion.form_questions.values(*names)) if data is None else None
    return cast("FieldLines", make(data, initial=known, prefix="field"))


class SubmissionForm(forms.Form):
    """What a member hands in."""

    use_required_attribute = False

    language = forms.ChoiceField(label=_("I am writing in"), choices=settings.LANGUAGES)
    is_confidential = forms.TypedChoiceField(
        label=_("Who may read it"),
        choices=[
            ("no", _("Everybody who may read the discussion")),
            ("yes", _("Only its facilitators and I: confidential")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, questions: Iterable[FormQuestion], **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), "language": get_language(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        asked = {
            f"answer-{each.pk}": forms.CharField(
                label=each.label,
                help_text=each.help,
                required=each.is_required,
                max_length=ANSWER_LENGTH if each.is_long else SHORT_LENGTH,
                widget=forms.Textarea(attrs={"rows": 5}) if each.is_long else forms.TextInput(),
            )
            for each in self.questions
        }
        self.fields = {**asked, **self.fields}

    def answers(self) -> dict[int, str]:
        """Return the answers by key of the question."""
        return {each.pk: markup.tidy(self.cleaned_data[f"answer-{each.pk}"]) for each in self.questions}
