"""The forms of the desk. They validate; services write."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.desk.enums import Consent
from community.desk.models import Question
from community.desk.models.question import NOTE_LENGTH, TITLE_LENGTH
from community.discussions.forms import SlugChoice
from community.discussions.models import Space
from community.members.contribution_forms import ContributionField
from community.members.forms import named
from community.members.models import Profile
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Territory
from foundation import markup

MARKS = _("A line that begins with - makes a list, **two stars** make bold.")


def consent_field() -> forms.ChoiceField:
    """Return the field in which an asker says what others may read."""
    return forms.ChoiceField(
        label=_("What may others read?"),
        choices=Consent.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Facilitators edit what is published so that nobody is recognised by it. If you agree, your question can "
            "also be asked in a discussion space. You can change this later; a thread in a space stays."
        ),
    )


def note(label: Any, *, required: bool, hint: Any = "") -> forms.CharField:
    """Return a field for a short note."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=NOTE_LENGTH,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SealedForm(forms.Form):
    """A form that is one of its kind, however often it is sent."""

    use_required_attribute = False
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        given = {key: value for key, value in (kwargs.get("initial") or {}).items() if value}
        kwargs["initial"] = {"submission": uuid.uuid4(), **given}
        super().__init__(*args, **kwargs)


class AskForm(SealedForm):
    """A question to the desk."""

    title = forms.CharField(
        label=_("Your question in one line"),
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = ContributionField(
        label=_("Your question"),
        help_text=_("Say what your place is like and what you tried. Please leave out names of people."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    theme = SlugChoice(
        label=_("Theme"),
        queryset=Term.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Not said"),
    )
    territory = named.NamedField(
        label=_("Place it is about"),
        required=False,
        model=Territory,
        find=named.territory_named,
        like=named.territories_like,
    )
    consent = consent_field()
    language = forms.ChoiceField(label=_("I am writing in"), choices=settings.LANGUAGES)
    field_order = ("title", "text", "theme", "territory", "consent", "language", "submission")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        first = {"language": get_language() or settings.LANGUAGE_CODE, "consent": Consent.NONE.value}
        given = {key: value for key, value in (kwargs.get("initial") or {}).items() if value}
        kwargs["initial"] = {**first, **given}
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = Term.objects.of(Vocabulary.THEMES).top()  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """Keep one line."""
        return " ".join(markup.tidy(self.cleaned_data["title"]).split())


class AnswerForm(SealedForm):
    """An answer."""

    text = ContributionField(label=_("Your answer"), help_text=MARKS, widget=forms.Textarea(attrs={"rows": 8}))
    is_named = forms.BooleanField(
        label=_("It may be published under my name"),
        required=False,
        help_text=_("Otherwise a published answer comes from the desk. Publishing is for the asker to allow."),
    )


class ConsentForm(forms.Form):
    """What others may read, said anew."""

    consent = consent_field()


class VerdictForm(forms.Form):
    """Whether the answer answered it."""

    helped = forms.TypedChoiceField(
        label=_("Did this answer your question?"),
        choices=[("yes", _("Yes")), ("no", _("No: raise it again"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = note(_("What is missing"), required=False, hint=_("The facilitators read it."))


class DeclineForm(forms.Form):
    """Why an expert gives a question back."""

    reason = note(_("Why you cannot answer"), required=True, hint=_("The facilitators read it, the asker does not."))


class ExpertForm(forms.Form):
    """Whom to ask."""

    expert = forms.TypedChoiceField(label=_("Expert"), coerce=int, widget=forms.RadioSelect)
    note = note(_("A word for the expert"), required=False)

    def __init__(self, *args: Any, offered: list[Profile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who was offered a moment ago and is not any more is judged by the service, which says so.
        asked = str(self.data.get("expert", ""))
        choices = [(str(each.user_id), _words(each)) for each in offered]
        known = {value for value, _label in choices}
        if asked.isascii() and asked.isdigit() and len(asked) < 19 and asked not in known:
            choices.append((asked, "–"))
        self.fields["expert"].choices = choices  # type: ignore[attr-defined]


def _words(profile: Profile) -> str:
    return f"{profile.user.name}: {profile.availability}" if profile.availability else profile.user.name


class SpaceForm(forms.Form):
    """In which space to ask. What stands in title and text goes under the facilitator's name."""

    space = SlugChoice(label=_("Space"), queryset=Space.objects.none(), to_field_name="slug")
    title = forms.CharField(label=_("Title of the thread"), max_length=TITLE_LENGTH)
    text = ContributionField(
        label=_("Text of the thread"),
        help_text=_("Nobody must be recognised by it: leave out names, offices and small places."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, question: Question, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named_one = question.consent == Consent.NAMED
        self.fields["space"].queryset = Space.objects.writable(  # type: ignore[attr-defined]
            question.asker if named_one else user
        )
        if named_one:
            del self.fields["title"], self.fields["text"]


class PublishForm(forms.Form):
    """Question and answer as everybody will read them."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    asked = ContributionField(
        label=_("The question"),
        help_text=_("Leave out what only its asker could have written: names, dates, small places."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    answered = ContributionField(label=_("The answer"), help_text=MARKS, widget=forms.Textarea(attrs={"rows": 10}))


class CloseForm(forms.Form):
    """Why a question is closed."""

    note = note(_("Why"), required=False, hint=_("The facilitators read it."))
