"""`manage.py backup FILE`: the whole site in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.personal_data.dumps import DumpFailed
from community.personal_data.services import backups
from foundation import clock


class Command(BaseCommand):
    """Write database, media and private files into one file."""

    help = "Write the whole site into one file that only its owner reads."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it.

        Raises:
            CommandError: the database or the disk refused.
        """
        try:
            backups.write(file=options["file"], now=clock.now())
        except (DumpFailed, OSError) as problem:
            raise CommandError(f"No backup was written. {problem}") from problem
        self.stdout.write(f"{options['file']} written")
