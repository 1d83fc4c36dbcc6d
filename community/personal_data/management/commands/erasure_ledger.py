"""`manage.py erasure_ledger --write FILE | --replay FILE`: carry the ledger of erased accounts across a restore."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.personal_data.services import erasures, ledger
from foundation import clock


class Command(BaseCommand):
    """Write the ledger to a file, or erase again whom an older backup brought back."""

    help = "Write the ledger of erased accounts to a file, or replay one after restoring an older backup."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the two ways."""
        ways = parser.add_mutually_exclusive_group(required=True)
        ways.add_argument("--write", type=Path, metavar="FILE")
        ways.add_argument("--replay", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked.

        Raises:
            CommandError: the file is not a ledger.
        """
        if options["write"]:
            rows = ledger.entries()
            options["write"].write_text(json.dumps(rows, indent=1), encoding="utf-8")
            self.stdout.write(f"{len(rows)} erased accounts written")
            return
        try:
            rows = json.loads(options["replay"].read_text(encoding="utf-8"))
            count = erasures.replay(rows, now=clock.now())
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise CommandError("This file is no ledger of erased accounts; nothing was changed.") from problem
        self.stdout.write(f"{len(rows)} in the ledger, {count} erased again")
