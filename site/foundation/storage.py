"""Files that only some may open: kept apart from the public media, and handed out by a view that checked who asks."""

from django.core.files.storage import Storage, storages
from django.db.models.fields.files import FieldFile
from django.http import FileResponse


def private_storage() -> Storage:
    """Return where private files lie; no address leads there."""
    return storages["private"]


def hand_out(file: FieldFile, *, name: str, content_type: str = "application/octet-stream") -> FileResponse:
    """Return a private file as a download that no cache keeps and no browser interprets.

    Args:
        file: the stored file; the caller has checked that the reader may have it.
        name: what the download is called.
        content_type: a picture's type shows it in a page; everything else is saved.
    """
    shown = content_type in {"image/jpeg", "image/png", "image/webp"}
    response = FileResponse(file.open("rb"), as_attachment=not shown, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
