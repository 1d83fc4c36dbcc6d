"""The forms of messages. They validate; services write."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.contacts.models import MESSAGE_LENGTH, SUBJECT_LENGTH
from community.members.enums import ContactRole
from foundation import markup


class MessageField(forms.CharField):
    """A text of several lines, measured as it is kept; the browser is not told how long it may be: it would cut it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Tidy the text."""
        return markup.tidy(str(value or ""))

    def validate(self, value: str) -> None:
        """Refuse what is empty or too long."""
        super().validate(value)
        if len(value) > MESSAGE_LENGTH:
            raise forms.ValidationError(
                _("Your text has %(length)s characters, and %(most)s fit. Shorten it, or send it in two parts."),
                params={"length": len(value), "most": MESSAGE_LENGTH},
            )


class AnswerForm(forms.Form):
    """An answer in a conversation."""

    text = MessageField(label=_("Your message"), widget=forms.Textarea(attrs={"rows": 6}))
    share_address = forms.BooleanField(
        label=_("The answer may go straight to my e-mail address"),
        required=False,
        help_text=_("Otherwise you read the answer here, and nobody learns an address."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        given = {key: value for key, value in (kwargs.get("initial") or {}).items() if value}
        kwargs["initial"] = {"submission": uuid.uuid4(), **given}
        super().__init__(*args, **kwargs)


class NewMessageForm(AnswerForm):
    """A first message to a member."""

    subject = forms.CharField(label=_("What is it about?"), max_length=SUBJECT_LENGTH)
    field_order = ("role", "subject", "text", "share_address", "submission")


class OrganisationMessageForm(NewMessageForm):
    """A first message to an organisation, in one of its roles."""

    role = forms.ChoiceField(
        label=_("To whom there?"),
        choices=ContactRole.choices,
        widget=forms.RadioSelect,
        initial=ContactRole.FOCAL_POINT,
    )
