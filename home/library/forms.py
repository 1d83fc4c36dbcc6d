"""Proposing an item, and deciding on one."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from foundation import countries, documents, markup
from home.library.enums import Kind, Language, Licence, State
from home.library.models import Item
from home.library.telling import TEXTS, Told
from home.library.validators import check_year, outside

MOST_THEMES = 5


class ProposeForm(forms.Form):
    """A document or a link, and what helps others to find it."""

    use_required_attribute = False
    # There is a document already, which stays unless another one or a link comes in its place.
    has_document = False

    title = forms.CharField(
        label=_("Title"), max_length=160, error_messages={"required": _("Give the title as it stands on the document.")}
    )
    url = forms.CharField(
        label=_("Link"),
        max_length=500,
        required=False,
        help_text=_("Where it stands on the web, beginning with https://. Give a link or a document, not both."),
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )
    file = forms.FileField(
        label=_("Document"),
        required=False,
        help_text=_("PDF, documents, tables and slides without macros, text, pictures. 10 MB at most."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in documents.ENDINGS)}),
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"),
        queryset=Term.objects.none(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One to five."),
        error_messages={"required": _("Choose at least one theme, so that others find it.")},
    )
    author = forms.CharField(
        label=_("Author or source"),
        max_length=160,
        help_text=_("The person or body that answers for what it says."),
        error_messages={"required": _("Name the author, or the body that published it.")},
    )
    year = forms.IntegerField(label=_("Year"), required=False, help_text=_("Leave it empty when not known."))
    language = forms.ChoiceField(label=_("Written in"), choices=Language.choices)
    country = forms.ChoiceField(label=_("Country it is about"), required=False)
    licence = forms.ChoiceField(label=_("Licence"), choices=Licence.choices, initial=Licence.UNKNOWN)
    description = forms.CharField(
        label=_("What a colleague finds in it"),
        max_length=2000,
        help_text=_("Two or three sentences. Name nobody who did not agree to it."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say in a sentence what a colleague finds in it.")},
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        self.this_year = this_year
        kwargs["initial"] = {"form_key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Term.objects.of(Vocabulary.THEMES).top()  # type: ignore[attr-defined]
        none = ("", _("No single country"))
        self.fields["country"].choices = [none, *countries.choices()]  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """Keep one line."""
        return " ".join(markup.tidy(self.cleaned_data["title"]).split())

    def clean_author(self) -> str:
        """Keep one line."""
        return " ".join(markup.tidy(self.cleaned_data["author"]).split())

    def clean_description(self) -> str:
        """Keep it tidy."""
        return markup.tidy(self.cleaned_data["description"])

    def clean_themes(self) -> Any:
        """Refuse an item that is about everything."""
        themes = self.cleaned_data["themes"]
        if len(themes) > MOST_THEMES:
            raise ValidationError(_("Choose at most five themes."), code="many")
        return themes

    def clean_year(self) -> int | None:
        """Refuse a year that no document is of."""
        check_year(self.cleaned_data["year"], this_year=self.this_year)
        year: int | None = self.cleaned_data["year"]
        return year

    def clean_url(self) -> str:
        """Take addresses of the web only."""
        url: str = self.cleaned_data["url"].strip()
        if url:
            try:
                outside(url)
            except ValidationError as refusal:
                raise ValidationError(
                    _("This is not an address of the web. Copy it from the browser, with https://."), code="url"
                ) from refusal
        return url

    def clean_file(self) -> Any:
        """Judge what it holds."""
        upload = self.cleaned_data["file"]
        return documents.checked(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        """Take a link or a document, and a document only where its rights allow."""
        values = super().clean() or {}
        url, document = values.get("url"), values.get("file")
        if url and document:
            self.add_error("url", _("Give a link or a document, not both."))
        elif not url and not document and not self.has_document and not {"url", "file"} & set(self.errors):
            self.add_error("url", _("Give a link, or choose a document."))
        if (document or (self.has_document and not url)) and values.get("licence") == Licence.RESERVED:
            self.add_error("licence", _("All rights are reserved: give a link to where it stands, not the document."))
        return values

    def told(self) -> Told:
        """Return what was told of the item."""
        return Told(themes=self.cleaned_data["themes"], **{name: self.cleaned_data[name] for name in TEXTS})


class EditForm(ProposeForm):
    """The same for an item that is there."""

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        self.has_document = bool(item.file)
        told = {name: getattr(item, name) for name in TEXTS} | {"themes": [term.slug for term in item.themes.all()]}
        kwargs["initial"] = told | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        del self.fields["form_key"]
        if self.has_document:
            self.fields["file"].label = _("Another document")
            self.fields["file"].help_text = _(
                "Leave it empty to keep the document that is there. PDF, documents, tables and slides without macros, "
                "text, pictures. 10 MB at most."
            )


class MoveForm(forms.Form):
    """A decision on an item. The reason is wanted where the proposer hears a no."""

    read = forms.IntegerField(required=False, widget=forms.HiddenInput)
    to = forms.ChoiceField(choices=State.choices)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        help_text=_("The person who proposed it gets it by e-mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reason(self) -> str:
        """Keep it tidy."""
        return markup.tidy(self.cleaned_data["reason"])
