"""Which files are accepted as a proof: judged by what they hold, never by what they are called."""

import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
_PICTURES = {"JPEG": "jpg", "PNG": "png"}


def kind_of(document: UploadedFile) -> str:
    """Return "pdf", "jpg" or "png".

    Raises:
        ValidationError: it is empty, larger than 5 MB, has too many pixels, or is something else.
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
            # Pillow warns of pictures that grow large; the header is asked below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(document, formats=list(_PICTURES)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _too_large()
                picture.verify()
                return _PICTURES.get(picture.format or "")
    except ValidationError:
        raise
    except Image.DecompressionBombError:
        raise _too_large() from None
    # Pillow raises many kinds for a broken file, SyntaxError among them; each means "no picture".
    except Exception:  # noqa: BLE001
        return None


def _too_large() -> ValidationError:
    return ValidationError(_("The picture has more than 40 megapixels. Choose a smaller one."), code="pixels")


def plain(document: UploadedFile, kind: str) -> File:
    """Return what is kept of a document: of a picture only the picture, not where and with what it was taken.

    Args:
        document: accepted by `kind_of`.
        kind: what `kind_of` said.
    """
    document.seek(0)
    if kind == "pdf":
        return document
    target = BytesIO()
    with Image.open(document) as picture:
        upright = ImageOps.exif_transpose(picture)
        if kind == "jpg":
            upright.convert("RGB").save(target, "JPEG", quality=90)
        else:
            bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
            if upright.mode == "P":
                bare.putpalette(upright.getpalette() or [])
            bare.save(target, "PNG")
    return ContentFile(target.getvalue())
