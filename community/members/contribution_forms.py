"""The form in which a contribution is written."""

import uuid
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from community.members import contributions, speaking
from community.members.models import Organisation
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
    speaks_for = forms.TypedChoiceField(label=_("I am writing"), required=False, empty_value=None)
    watch = forms.BooleanField(
        label=_("E-mail me new answers"), required=False, help_text=_("You stop it here, or by a link in each mail.")
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, organisations: Iterable[Organisation] = (), **kwargs: Any) -> None:
        """Make the form.

        organisations: those in whose name the writer may write now.
        """
        initial = {"language": get_language() or settings.LANGUAGE_CODE, "submission": uuid.uuid4()}
        kwargs["initial"] = initial | {key: value for key, value in (kwargs.get("initial") or {}).items() if value}
        super().__init__(*args, **kwargs)
        self._offer(list(organisations))

    def _offer(self, organisations: list[Organisation]) -> None:
        field = cast("forms.TypedChoiceField", self.fields["speaks_for"])
        if not organisations and not self.data.get("speaks_for"):
            del self.fields["speaks_for"]
            return
        field.choices = [("", _("in my own name")), *((str(one.pk), _for(one)) for one in organisations)]
        field.coerce = {str(one.pk): one for one in organisations}.get  # choices are its keys
        field.error_messages["invalid_choice"] = speaking.NotFocalPoint().sentence

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
        for name in ("submission", "watch", "speaks_for"):
            self.fields.pop(name, None)


def _for(organisation: Organisation) -> str:
    return gettext("for %(organisation)s, as its checked focal point") % {"organisation": organisation}
