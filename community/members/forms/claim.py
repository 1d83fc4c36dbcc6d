"""The form by which a member claims to speak for an organisation."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.members import documents
from community.members.enums import Proof


class ClaimForm(forms.Form):
    """A mailbox of one's own at the organisation's domain, or a document."""

    proof = forms.ChoiceField(label=_("How can we check it?"), choices=Proof.choices, widget=forms.RadioSelect)
    address = forms.ChoiceField(label=_("Your mailbox there"), required=False)
    document = forms.FileField(
        label=_("Document"),
        required=False,
        help_text=_("For example a signed letter. PDF, JPEG or PNG, at most 5 MB. Only facilitators see it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    statement = forms.CharField(
        label=_("Your part in the organisation"),
        required=False,
        max_length=1000,
        help_text=_("For example: I lead the planning department."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
    )

    def __init__(self, *args: Any, addresses: list[str], **kwargs: Any) -> None:
        """Offer the account's verified addresses; a single one is chosen already."""
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose an address")), *((address, address) for address in addresses)]
        self.fields["address"].choices = choices  # type: ignore[attr-defined]

    def clean_document(self) -> UploadedFile | None:
        """A PDF or a picture, by what it holds."""
        document: UploadedFile | None = self.cleaned_data["document"]
        if document is not None:
            documents.kind_of(document)
        return document

    def clean(self) -> dict[str, Any]:
        """The chosen proof is there."""
        cleaned = super().clean() or {}
        proof = cleaned.get("proof")
        if proof == Proof.DOMAIN and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", _("Choose your mailbox at the organisation."))
        if proof == Proof.DOCUMENT and not cleaned.get("document") and "document" not in self.errors:
            self.add_error("document", _("Add the document that shows it."))
        return cleaned


class ReasonForm(forms.Form):
    """Why a claim is refused or revoked; the member reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("The member reads it."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
    )
