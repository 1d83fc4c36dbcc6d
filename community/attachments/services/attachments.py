"""Keeping the files of a contribution, and letting them go with it."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from PIL import Image

from community.attachments.models import Attachment
from community.attachments.uploads import Upload
from community.members.models import User
from foundation.documents import PICTURES


def described(uploads: Iterable[Upload], *, uploader: User, now: datetime) -> list[Attachment]:
    """Return rows for some files, not saved yet: the contribution keeps what is shown of them when it is written."""
    return [_described(upload, uploader, now) for upload in uploads]


def keep(rows: list[Attachment], uploads: Iterable[Upload], *, kind: str, target: int) -> None:
    """Save the files of a contribution that was written just now; none stays when one cannot be saved.

    kind: "post" or "comment". Call it last, in the transaction of the contribution.
    """
    saved: list[Attachment] = []
    try:
        for row, upload in zip(rows, uploads, strict=True):
            row.kind, row.target = kind, target
            row.file.save(f"{secrets.token_hex(16)}.{row.ending}", upload.content, save=False)
            saved.append(row)
        Attachment.objects.bulk_create(rows)
    except BaseException:
        for row in saved:
            row.file.storage.delete(str(row.file.name))
        raise


def forget(*, kind: str, target: int) -> None:
    """Let the files of a contribution go; what lies in the storage goes when that is certain."""
    for row in Attachment.objects.filter(kind=kind, target=target):
        name, storage = str(row.file.name), row.file.storage
        row.delete()
        transaction.on_commit(lambda name=name, storage=storage: storage.delete(name))  # type: ignore[misc]  # bound now


def _described(upload: Upload, uploader: User, now: datetime) -> Attachment:
    width = height = 0
    if upload.ending in PICTURES.values():
        with Image.open(upload.content) as picture:
            width, height = picture.size
        upload.content.seek(0)
    return Attachment(
        title=upload.title,
        ending=upload.ending,
        size=upload.content.size,
        width=width,
        height=height,
        uploader=uploader,
        created_at=now,
    )
