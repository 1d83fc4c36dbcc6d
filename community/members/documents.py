"""Which files are accepted as a proof: judged by what they hold, never by what they are called."""

import warnings

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
_PICTURES = {"JPEG": "jpg", "PNG": "png"}


def kind_of(document: UploadedFile) -> str:
    """Return "pdf", "jpg" or "png".

    Raises:
        ValidationError: it is empty, larger than 5 MB, or something else.
    """
    if not document.size or document.size > MOST_BYTES:
        raise ValidationError(_("Choose a file of at most 5 MB."), code="size")
    document.seek(0)
    start = document.read(1024)
    document.seek(0)
    if start.startswith(b"%PDF-"):
        return "pdf"
    kind = _picture(document)
    document.seek(0)
    if kind is None:
        raise ValidationError(_("Choose a PDF, or a picture as JPEG or PNG."), code="kind")
    return kind


def _picture(document: UploadedFile) -> str | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(document, formats=list(_PICTURES)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return None
                picture.verify()
                return _PICTURES.get(picture.format or "")
    # Pillow raises many kinds for a broken file, SyntaxError among them; each means "no picture".
    except Exception:  # noqa: BLE001
        return None
