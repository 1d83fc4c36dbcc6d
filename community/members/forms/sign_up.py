"""Signing up: what is asked beside address and password, and what keeps machines away (FEATURES H9)."""

import hashlib
import secrets
from typing import Any, cast

from django import forms
from django.core import signing
from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from community.members.forms.profile import NAME_LENGTH
from community.members.models import User
from community.members.validators import tidy_name

# Seconds in which a question can be answered, and the largest number it names.
QUESTION_LIVES = 60 * 60
LARGEST = 19
_signer = signing.TimestampSigner(salt="community.members.sign_up")


def new_question(number: int | None = None) -> str:
    """Return a signed number, different each time; the question is which number comes after it."""
    chosen = number if number is not None else 1 + secrets.randbelow(LARGEST)
    return _signer.sign(f"{chosen}.{secrets.token_urlsafe(9)}")


def number_of(question: str) -> int | None:
    """Return the number of a question, None when it is forged, too old, or opened an account already."""
    try:
        number = int(_signer.unsign(question, max_age=QUESTION_LIVES).partition(".")[0])
    except (signing.BadSignature, ValueError):
        return None
    return None if cache.get(_used(question)) else number


def _used(question: str) -> str:
    return f"sign_up.used.{hashlib.sha256(question.encode()).hexdigest()}"


class SignupForm(forms.Form):
    """What allauth's sign-up form asks beside address and password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        help_text=_("As other members will see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    question = forms.CharField(widget=forms.HiddenInput)
    answer = forms.IntegerField(
        help_text=_("Write it in figures. The question keeps machines away."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ("name", "email", "password1", "answer", "question")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.data.get("question", "") if self.is_bound else new_question()
        self.number = number_of(asked)
        if self.number is None:
            # The old question is gone with its hour: ask a new one, keep the rest that was typed.
            asked = new_question()
            data = cast("QueryDict", self.data).copy()
            data["question"] = asked
            self.data = data
        self.fields["question"].initial = asked
        self.fields["answer"].label = _("Which number comes after %(number)s?") % {"number": number_of(asked)}

    def clean_name(self) -> str:
        """A name on one line, without addresses."""
        return tidy_name(self.cleaned_data["name"])

    def clean_answer(self) -> int:
        """Refuse a wrong answer, and an answer to a question of long ago."""
        answer = int(self.cleaned_data["answer"])
        if self.number is None:
            raise forms.ValidationError(
                _("This question is used up or older than an hour. Answer the new question."), code="late"
            )
        if answer != self.number + 1:
            raise forms.ValidationError(_("This is not the number. Try again."), code="wrong")
        return answer

    def signup(self, request: Any, user: User) -> None:
        """An answered question opens one account; the adapter keeps the name."""
        cache.set(_used(self.data["question"]), True, QUESTION_LIVES)
