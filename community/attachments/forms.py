"""The field in which files are chosen for a contribution."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.attachments.uploads import Upload
from community.members.contribution_forms import ContributionForm
from foundation import documents
from foundation.documents import ENDINGS

MOST = 3
TITLE_LENGTH = 120


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadsField(forms.FileField):
    """Up to MOST files at once."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        """Judge each file."""
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(files) > MOST:
            raise forms.ValidationError(_("Choose at most %(most)s files.") % {"most": MOST}, code="many")
        return [self._judged(one) for one in files]

    def _judged(self, upload: UploadedFile) -> Upload:
        name = PurePath(str(upload.name)).stem.strip()[:TITLE_LENGTH]
        try:
            ending, content = documents.checked(upload)
        except forms.ValidationError as refusal:
            # Which of several it was.
            raise forms.ValidationError([f"{upload.name}: {message}" for message in refusal.messages]) from None
        return Upload(name or str(_("File")), ending, content)


class AttachingForm(ContributionForm):
    """A contribution with files."""

    attachments = UploadsField(
        label=_("Pictures and documents"),
        required=False,
        help_text=_("Up to three, 10 MB each. Leave out pictures of people who did not agree."),
        widget=_Files(attrs={"accept": ",".join(f".{ending}" for ending in ENDINGS)}),
    )
