"""The database as one file and back, by the means of each database: same kind in, same kind out."""

import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.db import connection, connections


class DumpFailed(Exception):
    """The database's own program did not do it. The text says what it said."""


def kind() -> str:
    """Return which database this is: "sqlite" or "postgresql"."""
    return connection.vendor


def dump(target: Path) -> None:
    """Write the whole database into a file, as it is at one moment, while the site goes on."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(target)
        try:
            connection.connection.backup(copy)
        finally:
            copy.close()
        return
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", _database())


def load(source: Path) -> None:
    """Put the database back to what a file of `dump` says."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(source)
        try:
            copy.backup(connection.connection)
        finally:
            copy.close()
        return
    connections.close_all()
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction")
    _run("pg_restore", *options, f"--dbname={_database()}", str(source))


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> None:
    known = connection.settings_dict
    places = {
        "PGHOST": known["HOST"],
        "PGPORT": known["PORT"],
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
    }
    found = shutil.which(program)
    if found is None:
        raise DumpFailed(f"{program} is not installed here.")
    env = {"LC_ALL": "C", **{name: str(value) for name, value in places.items() if value}}
    # The program and its arguments come from here and from the settings.
    done = subprocess.run([found, *arguments], env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise DumpFailed(done.stderr.strip()[:2000])
