"""Making a member's archive: everything the registry knows of her, as JSON, as a page to read, and her files."""

import json
import logging
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import get_random_string

from community.members.models import User
from community.personal_data import emails, registry
from community.personal_data.enums import ArchiveState
from community.personal_data.models import Archive

logger = logging.getLogger(__name__)


def make_wanted(*, now: datetime) -> int:
    """Make every archive that is still wanted; return how many. The timetable's safety net for lost errands.

    One that fails is logged and tried again at the next pass; the others do not wait for it.
    """
    count = 0
    for pk in list(Archive.objects.filter(state=ArchiveState.WANTED).values_list("pk", flat=True)):
        try:
            count += make(archive_id=pk, now=now)
        except Exception:
            logger.exception("archive %s was not made", pk)
    return count


@transaction.atomic
def make(*, archive_id: int, now: datetime) -> bool:
    """Make one archive and owe the mail that it is ready; return whether it was this call that made it."""
    archive = (
        Archive.objects.select_for_update(of=("self",))
        .select_related("member__profile")
        .filter(pk=archive_id, state=ArchiveState.WANTED)
        .first()
    )
    if archive is None:
        return False
    archive.file.save(f"{get_random_string(32)}.zip", ContentFile(_zip(archive.member, now)), save=False)
    archive.state = ArchiveState.READY
    archive.ready_at = now
    archive.save(update_fields=["file", "state", "ready_at"])
    emails.owe_archive_ready(archive, now=now)
    return True


def _zip(member: User, now: datetime) -> bytes:
    profile = member.profile
    files: dict[str, FieldFile] = {}
    with translation.override(profile.interface_language), timezone.override(profile.time_zone):
        sections = [section for table in registry.kept() if (section := _section(table, member, files))["rows"]]
        page = render_to_string(
            "personal_data/archive.html",
            {"sections": sections, "member": member, "now": now, "language": profile.interface_language},
        )
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", page)
        archive.writestr(
            "data.json",
            json.dumps({"made_at": now, "sections": sections}, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1),
        )
        for name, file in files.items():
            try:
                with file.open("rb") as source:
                    archive.writestr(name, source.read())
            except FileNotFoundError:
                # The row knows of a file that the storage lost: the rest of the archive is hers all the same.
                logger.warning("the file %s of an archive is missing", file.name)
    return content.getvalue()


def _section(table: registry.Kept, member: User, files: dict[str, FieldFile]) -> dict[str, Any]:
    rows = [{name: _value(row, name, files) for name in table.fields} for row in table.rows_of(member).order_by("pk")]
    return {"table": table.model, "title": str(table.title), "rows": rows}


def _value(row: models.Model, name: str, files: dict[str, FieldFile]) -> Any:
    value = getattr(row, name)
    if isinstance(value, FieldFile):
        if not value:
            return ""
        inside = f"files/{value.name}"
        files[inside] = value
        return inside
    if isinstance(value, models.Manager):
        return [str(each) for each in value.all()]
    if isinstance(value, models.Model):
        return str(value)
    return value
