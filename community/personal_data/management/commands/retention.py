"""`manage.py retention [--dry-run]`: apply the rules of retention once, or only count."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from community.personal_data.services import retention
from foundation import clock


class Command(BaseCommand):
    """Say of each rule how many rows it found and removed."""

    help = "Apply the rules of retention once; --dry-run only counts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the option."""
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply, and print a line a rule."""
        for run in retention.apply_all(now=clock.now(), dry_run=options["dry_run"]):
            self.stdout.write(f"{run.rule}: kept {run.days} days, found {run.found}, removed {run.removed}")
