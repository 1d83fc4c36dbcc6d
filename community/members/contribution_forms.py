"""The form in which a contribution is written."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.members import contributions
from foundation import markup


class ContributionField(forms.CharField):
    """A long text. Its length is counted as it is kept, and the browser is not told of it: it would cut silently."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Tidy the text before anything looks at it."""
        return markup.tidy(str(value or ""))

    def validate(self, value: str) -> None:
        """Refuse what is empty or too long."""
        super().validate(value)
        try:
            contributions.check(value)
        except contributions.ContributionRefused as refusal:
            raise forms.ValidationError(refusal.sentence) from None


class ContributionForm(forms.Form):
    """Text, its language, and the hidden name of the form, by which a form sent twice is one contribution."""

    text = ContributionField(
        label=_("What did you do, or see?"),
        help_text=_(
            "Any of the four languages. Please leave out names of people who asked for help. "
            "A line that begins with - makes a list, **two stars** make bold."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    language = forms.ChoiceField(label=_("I am writing in"), choices=settings.LANGUAGES)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {"language": get_language() or settings.LANGUAGE_CODE, "submission": uuid.uuid4()}
        kwargs["initial"] = initial | {key: value for key, value in (kwargs.get("initial") or {}).items() if value}
        super().__init__(*args, **kwargs)

    def refuse(self, refusal: contributions.ContributionRefused) -> None:
        """Say why it was not written; what cannot be answered any more is not asked for again."""
        if refusal.parent_is_gone and "parent" in self.fields:
            self.data = {name: self.data.get(name) for name in self.fields} | {"parent": ""}
        self.add_error(None, refusal.sentence)

    @property
    def preview(self) -> str:
        """The text as it would be shown."""
        return markup.render(self.cleaned_data["text"])


class EditForm(ContributionForm):
    """Changing what one wrote."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["submission"]
