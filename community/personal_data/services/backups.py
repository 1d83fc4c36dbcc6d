"""The whole site in one file, and back: database, media, private files. Going back erases again whom it brings back."""

import json
import shutil
import tarfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from community.personal_data import dumps
from community.personal_data.models import Erased
from community.personal_data.services import erasures, ledger
from foundation.storage import private_storage

MANIFEST, DATABASE = "manifest.json", "database"


class NoBackup(Exception):
    """The file is none of ours, or of another kind of database."""


def _folders() -> dict[str, Path]:
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(private_storage().path(""))}


def write(*, file: Path, now: datetime) -> None:
    """Write everything into one file; it is there whole or not at all."""
    partial = file.with_name(f"{file.name}.partial")
    with TemporaryDirectory() as place:
        database, manifest = Path(place, DATABASE), Path(place, MANIFEST)
        dumps.dump(database)
        manifest.write_text(json.dumps({"database": dumps.kind(), "made_at": now.isoformat()}), encoding="utf-8")
        with tarfile.open(partial, "w:gz") as archive:
            archive.add(manifest, MANIFEST)
            archive.add(database, DATABASE)
            for name, folder in _folders().items():
                if folder.is_dir():
                    archive.add(folder, name)
    # Only its owner reads it: it holds everything about everybody.
    partial.chmod(0o600)
    partial.replace(file)


def restore(*, file: Path, rows: Iterable[dict[str, Any]], now: datetime) -> int:
    """Put the site back to a backup, then erase again whom the ledger names; return how many those were.

    Everybody signs in again: a session that was ended since would live once more.

    Args:
        file: written by `write`, from the same kind of database.
        rows: lines of a ledger that was kept elsewhere; the one of the present database is taken along anyway.
        now: the present.

    Raises:
        NoBackup: the file is none of ours. Nothing was changed.
        DumpFailed: the database's own program refused it.
    """
    known = [*rows, *_present_ledger()]
    with TemporaryDirectory() as place:
        inside = Path(place)
        _unpack(file, inside)
        dumps.load(inside / DATABASE)
        for name, folder in _folders().items():
            shutil.rmtree(folder, ignore_errors=True)
            if (inside / name).is_dir():
                shutil.copytree(inside / name, folder)
    Session.objects.all().delete()
    return erasures.replay(known, now=now)


def _present_ledger() -> list[dict[str, Any]]:
    # An empty database, on a new machine, has no ledger yet.
    return ledger.entries() if Erased._meta.db_table in connection.introspection.table_names() else []


def _unpack(file: Path, place: Path) -> None:
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(place, filter="data")
        told = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, ValueError, EOFError) as problem:
        raise NoBackup("This file is no backup.") from problem
    if told.get("database") != dumps.kind() or not (place / DATABASE).is_file():
        raise NoBackup(f"This backup is of {told.get('database')}, and this site runs on {dumps.kind()}.")
