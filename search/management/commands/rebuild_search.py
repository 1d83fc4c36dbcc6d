"""`manage.py rebuild_search`: write the search table anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.models import Entry
from search.services import indexing


class Command(BaseCommand):
    """Write every search entry anew; the site can be searched meanwhile."""

    help = "Write the search table anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the option for first starts."""
        parser.add_argument("--if-empty", action="store_true", help="Do nothing when there are entries already.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many entries there are."""
        if options["if_empty"] and Entry.objects.exists():
            return
        count = indexing.rebuild()
        if options["verbosity"]:
            self.stdout.write(f"{count} entries")
