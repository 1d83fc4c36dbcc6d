"""`manage.py prepare_demo`: everything `make demo` needs before the site starts, with progress."""

import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from home.management.commands.demo_content import PASSWORD

LOGINS = ("member", "focalpoint", "organiser", "facilitator", "editor", "admin")


class Command(BaseCommand):
    """Migrate what is not migrated, load the demo content, say where the site will be and who can log in."""

    help = "Prepare the demo: database, content, logins."
    # Seconds at each start; `make check` runs them.
    requires_system_checks: list[str] = []  # noqa: RUF012  # as the base class has it

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, one line a step."""
        started = time.monotonic()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("Making the database (up to a minute the first time; this is not a hang)")
            call_command("migrate", interactive=False, verbosity=0)
        # Each time: a first start that was interrupted may have migrated and gone no further.
        call_command("createcachetable", verbosity=0)
        self._say("Loading the founding content and the demo community")
        call_command("demo_content", stdout=self.stdout)
        self._say(f"Ready after {time.monotonic() - started:.0f} s\n")
        self._say(f"  Corridor   {settings.SITE_URL}/")
        self._say(f"  Mailbox    {settings.SITE_URL}/dev/mail/")
        for login in LOGINS:
            self._say(f"  {login:<13}{login}@demo.example   password {PASSWORD}")
        self._say("\nCtrl-C stops everything.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        sys.stdout.flush()
