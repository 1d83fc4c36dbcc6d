"""`manage.py founding_content`: the vocabularies, places, pages, practices and briefs of the founding report."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from foundation import clock
from home.services import founding


class Command(BaseCommand):
    """Load the founding content where it is missing; nothing an editor changed is touched."""

    help = "Load the founding content where it is missing. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then bring the search table up to date."""
        founding.found(now=clock.now())
        call_command("rebuild_search", if_empty=True, verbosity=options["verbosity"])
