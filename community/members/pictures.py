"""A member's photograph: what is taken, and what is kept of it.

Nothing of the file that was sent is stored: it is decoded, turned upright, made small and written anew, so that
neither the place where it was taken nor anything hidden behind the picture stays. SVG can hold scripts; browsers do
not all show HEIC; a GIF moves.
"""

import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 20_000_000
SIDE = 512
FORMATS = ("JPEG", "PNG", "WEBP")
CONTENT_TYPE = "image/jpeg"


def prepared(upload: UploadedFile, *, side: int = SIDE) -> bytes:
    """Return the photograph as it will be kept: a JPEG of at most `side` pixels, upright, with nothing but the picture.

    Raises:
        ValidationError: says why it is not taken.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 5 MB. Choose a smaller one."), code="bytes")
    _refuse_others(upload)
    try:
        with warnings.catch_warnings():
            # Pillow warns of pictures that grow large; the header is asked below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
        _refuse_large(picture)
        return _rewritten(picture, side)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise ValidationError(
            _("This is not a picture we can read. Send a JPEG, PNG or WebP file."), code="unreadable"
        ) from error


def _refuse_others(upload: UploadedFile) -> None:
    """Name the kinds people try, with the reason."""
    upload.seek(0)
    start = upload.read(1024)
    upload.seek(0)
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<svg", b"<?xml", b"<!doctype")) or b"<svg" in text:
        reason = _("An SVG file is a drawing that can hold scripts. Send a JPEG, PNG or WebP file.")
    elif start[4:8] == b"ftyp":
        reason = _("Not every browser shows HEIC pictures. Send a JPEG, PNG or WebP file.")
    elif start.startswith(b"GIF8"):
        reason = _("A GIF can move. Send a JPEG, PNG or WebP file.")
    else:
        return
    raise ValidationError(reason, code="format")


def _refuse_large(picture: Image.Image) -> None:
    # Read from the header: nothing was decoded yet.
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()


def _too_large() -> ValidationError:
    return ValidationError(_("The picture has more than 20 megapixels. Choose a smaller one."), code="pixels")


def _rewritten(picture: Image.Image, side: int) -> bytes:
    picture.draft("RGB", (side * 2, side * 2))
    upright = ImageOps.exif_transpose(picture)
    colours = upright.convert("RGBA")
    plain = Image.new("RGB", colours.size, "white")
    plain.paste(colours, mask=colours.getchannel("A"))
    plain.thumbnail((side, side))
    target = BytesIO()
    plain.save(target, "JPEG", quality=85, optimize=True)
    return target.getvalue()
