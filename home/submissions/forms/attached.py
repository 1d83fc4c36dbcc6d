"""Pictures and documents of a story, as fields of the guided form. Files are judged by what they hold."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.utils.file import hash_filelike

from community.members import pictures
from foundation import documents, markup
from home.practices import attached
from home.practices.models import StoryPage
from home.submissions import photographs

# Pixels of a picture's longer side: enough for the page's width on a fine screen.
PICTURE_SIDE = 1600
MOST_DOCUMENTS = 10
ENDINGS = [ending for ending in documents.ENDINGS if ending not in documents.PICTURES.values()]


class AttachedFields(forms.Form):
    """One picture and one document at a time; those that are there can be taken out."""

    picture = forms.FileField(
        label=_("Add a picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, at most 5 MB. The place where it was taken is removed from the file."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    picture_alt = forms.CharField(
        label=_("What the picture shows"), required=False, max_length=200, help_text=_("For those who cannot see it.")
    )
    picture_caption = forms.CharField(label=_("Caption"), required=False, max_length=200)
    without = forms.MultipleChoiceField(
        label=_("Take these pictures out"), required=False, widget=forms.CheckboxSelectMultiple
    )
    document = forms.FileField(
        label=_("Add a document"),
        required=False,
        help_text=_(
            "For example the act, a form, a report. PDF, text, tables and slides without macros, at most 10 MB. "
            "It is public with the story: make sure that no migrant is named in it."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in ENDINGS)}),
    )
    document_title = forms.CharField(label=_("What the document is"), required=False, max_length=160)
    without_documents = forms.MultipleChoiceField(
        label=_("Take these documents out"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, story: StoryPage) -> None:
        """Offer to take out what is there."""
        self._there = attached.rows(story)
        shown = {
            "without": [
                (str(number), block.value.get("alt") or block.value["image"].title)
                for number, block in enumerate(story.pictures)
            ],
            "without_documents": [(str(row["pk"]), row["title"]) for row in self._there],
        }
        for name, choices in shown.items():
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Look at the files, and ask what they are."""
        cleaned = super().clean() or {}
        self._look_at_picture(cleaned)
        self._look_at_document(cleaned)
        return cleaned

    def _look_at_picture(self, cleaned: dict[str, Any]) -> None:
        upload = cleaned.get("picture")
        if not upload:
            return
        try:
            cleaned["picture"] = pictures.prepared(upload, side=PICTURE_SIDE)
        except forms.ValidationError as error:
            self.add_error("picture", error)
        if not cleaned.get("picture_alt"):
            self.add_error("picture_alt", _("Say in a few words what the picture shows."))

    def _look_at_document(self, cleaned: dict[str, Any]) -> None:
        upload: UploadedFile | None = cleaned.get("document")
        if not upload:
            return
        stay = len(self._there) - len(cleaned.get("without_documents") or [])
        try:
            kind, content = documents.checked(upload)
            if kind not in ENDINGS:
                raise forms.ValidationError(_("This is a picture. Add it above, as a picture."), code="picture")
            if stay >= MOST_DOCUMENTS:
                raise forms.ValidationError(
                    _("A practice has at most ten documents. Take one out first, or put several into one file."),
                    code="many",
                )
            cleaned["document"] = kind, content
        except forms.ValidationError as error:
            self.add_error("document", error)
        if not cleaned.get("document_title"):
            self.add_error("document_title", _("Say in a few words what the document is."))

    def attach(self, story: StoryPage) -> None:
        """Set the pictures and documents of a story as the form says."""
        self._attach_picture(story)
        self._attach_document(story)

    def _attach_picture(self, story: StoryPage) -> None:
        without = self.cleaned_data.get("without") or []
        kept = [
            ("picture", dict(block.value)) for number, block in enumerate(story.pictures) if str(number) not in without
        ]
        if self.cleaned_data.get("picture"):
            image = photographs.keep(self.cleaned_data["picture"], title=self.cleaned_data["picture_alt"])
            added = {
                "image": image,
                "alt": self.cleaned_data["picture_alt"],
                "caption": self.cleaned_data["picture_caption"],
            }
            kept.append(("picture", added))
        story.pictures = kept  # type: ignore[assignment]  # as Wagtail reads it

    def _attach_document(self, story: StoryPage) -> None:
        without = self.cleaned_data.get("without_documents") or []
        there = [row["document"] for row in attached.rows(story)]
        kept = [
            ("document", dict(block.value))
            for block in story.documents
            if block.value.get("document") is not None and str(block.value["document"].pk) not in without
        ]
        if self.cleaned_data.get("document"):
            kind, content = self.cleaned_data["document"]
            # A form sent twice brings the same file twice.
            if hash_filelike(content) not in {document.file_hash for document in there}:
                title = markup.tidy(self.cleaned_data["document_title"])
                kept.append(("document", {"document": attached.keep(kind, content, title=title), "title": title}))
        story.documents = kept  # type: ignore[assignment]  # as Wagtail reads it
