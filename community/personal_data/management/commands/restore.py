"""`manage.py restore FILE [--ledger FILE]`: go back to a backup, and erase again whom it brings back."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.personal_data.dumps import DumpFailed
from community.personal_data.services import backups
from foundation import clock


class Command(BaseCommand):
    """Put the site back to what a backup holds. Run it while the site is stopped."""

    help = "Put the whole site back to a backup, and erase again whom the ledger names."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the files."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--ledger", type=Path, metavar="FILE", help="a ledger written by erasure_ledger --write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Put it back.

        Raises:
            CommandError: a file is not what it should be, or the database refused.
        """
        try:
            rows = json.loads(options["ledger"].read_text(encoding="utf-8")) if options["ledger"] else []
            count = backups.restore(file=options["file"], rows=rows, now=clock.now())
        except (backups.NoBackup, DumpFailed, OSError, ValueError, KeyError, TypeError) as problem:
            raise CommandError(f"The site was not put back. {problem}") from problem
        self.stdout.write(f"put back; {count} accounts of the ledger erased again")
