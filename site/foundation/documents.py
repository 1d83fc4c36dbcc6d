"""Which files members may keep here: judged by what they hold, never by what they are called."""

import io
import warnings
import zipfile
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 20_000_000
MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
PICTURES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
ENDINGS = ("pdf", *OFFICE.values(), *OPEN.values(), "csv", "txt", *PICTURES.values())


def checked(upload: UploadedFile) -> tuple[str, File]:
    """Return the ending that fits what the file holds, and the file as it will be kept.

    Pictures are written anew, so that neither the place where they were taken nor anything behind the picture stays.

    Raises:
        ValidationError: it is empty, larger than 10 MB, or none of ENDINGS.
    """
    if not upload.size or upload.size > MOST_BYTES:
        raise ValidationError(_("Choose a file of at most 10 MB that is not empty."), code="size")
    upload.seek(0)
    start = upload.read(8)
    upload.seek(0)
    if start.startswith(b"%PDF-"):
        return "pdf", upload
    if start.startswith(b"PK\x03\x04"):
        kind = _of_parts(upload)
        upload.seek(0)
        if kind:
            return kind, upload
        raise _refusal()
    if picture := _picture(upload):
        return picture
    if kind := _of_text(upload):
        return kind, upload
    raise _refusal()


def _refusal() -> ValidationError:
    return ValidationError(
        _("This kind of file is not taken. Choose one of: %(kinds)s. Files with macros are not taken.")
        % {"kinds": ", ".join(ENDINGS)},
        code="kind",
    )


def _of_parts(upload: UploadedFile) -> str:
    """Read the table of contents only: nothing is unpacked but the few bytes that name an open document."""
    try:
        with zipfile.ZipFile(upload) as parts:
            inside = parts.infolist()
            if not _is_harmless(inside):
                return ""
            names = {part.filename for part in inside}
            if inside[0].filename == "mimetype" and inside[0].file_size < 100:
                return OPEN.get(parts.read(inside[0]).strip(), "")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, IndexError):
        return ""
    if "[Content_Types].xml" not in names:
        return ""
    return next((kind for name, kind in OFFICE.items() if name in names), "")


def _is_harmless(inside: list[zipfile.ZipInfo]) -> bool:
    if not inside or len(inside) > MOST_PARTS or sum(part.file_size for part in inside) > MOST_UNPACKED:
        return False
    for part in inside:
        path = PurePosixPath(part.filename.replace("\\", "/"))
        grows = part.file_size > 1024 * 1024 and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        outside = path.is_absolute() or ".." in path.parts
        active = path.name.lower() in {"vbaproject.bin", "vbadata.xml"} or "Basic" in path.parts[:1]
        if part.flag_bits & 1 or grows or outside or active:
            return False
    return True


def _picture(upload: UploadedFile) -> tuple[str, File] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(upload, formats=list(PICTURES)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return None
                # Some cameras put several pictures into one JPEG and call it MPO: the first is kept.
                kind, target = "JPEG" if picture.format == "MPO" else str(picture.format), io.BytesIO()
                upright = ImageOps.exif_transpose(picture)
                plain = Image.new(upright.mode, upright.size)
                plain.paste(upright)
                if upright.mode == "P" and (palette := upright.getpalette()):
                    plain.putpalette(palette)
                plain.save(target, kind)
    # Pillow raises many kinds for a broken file, SyntaxError among them; each means "no picture".
    except Exception:  # noqa: BLE001
        upload.seek(0)
        return None
    return PICTURES[kind], ContentFile(target.getvalue())


def _of_text(upload: UploadedFile) -> str:
    ending = (upload.name or "").rpartition(".")[2].lower()
    if ending not in {"csv", "txt"}:
        return ""
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    strange = any(sign < 32 and sign not in b"\t\r\n\x0c" for sign in set(content))
    return "" if strange else ending
