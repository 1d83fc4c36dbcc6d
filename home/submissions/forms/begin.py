"""Beginning a story, and naming who writes along."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from community.members.models import Organisation
from foundation import markup
from home.practices.enums import Kind
from home.submissions.enums import Role


class BeginForm(forms.Form):
    """A title, a language, for whom: enough to keep a draft."""

    use_required_attribute = False

    title = forms.CharField(
        label=_("What happened, in one line"),
        max_length=120,
        help_text=_("For example: A region maps forty years of its emigrants’ projects."),
        error_messages={"required": _("Say in one line what happened. You can change it later.")},
    )
    kind = forms.ChoiceField(
        label=_("This tells"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.PRACTICE
    )
    language = forms.ChoiceField(label=_("I write in"), choices=settings.LANGUAGES)
    organisation = forms.ChoiceField(label=_("For"), required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        self.organisations = organisations
        kwargs["initial"] = {"form_key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            *((row.slug, row.name) for row in organisations),
            ("", _("Myself, for no organisation")),
        ]

    def clean_title(self) -> str:
        """Keep one line."""
        return " ".join(markup.tidy(self.cleaned_data["title"]).split())

    def clean_organisation(self) -> Organisation | None:
        """Return the row."""
        slug = self.cleaned_data["organisation"]
        return next((row for row in self.organisations if row.slug == slug), None)


class CoAuthorForm(forms.Form):
    """A colleague, known by her address; whether it has an account is not said to others."""

    address = forms.EmailField(label=_("Her address on this site"), max_length=254)
    role = forms.ChoiceField(label=_("What she does"), choices=Role.choices)
