"""`manage.py demo_content`: the founding content and a small living community around it."""

from argparse import ArgumentTypeError
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.comments.services import founding as comments
from community.consultations.services import founding as consultations
from community.contacts.services import founding as contacts
from community.desk.services import founding as desk
from community.digests.services import founding as digests
from community.discussions.services import founding as discussions
from community.discussions.services import founding_groups as discussions_in_groups
from community.ediscussions.services import founding as ediscussions
from community.groups.services import founding as groups
from community.members.services import founding as members
from community.members.services import founding_claims, living
from events.models import ExchangeIndexPage
from events.services import founding as exchanges
from foundation import clock
from home.services import founding

PASSWORD = "corridor-demo"  # noqa: S105  # printed by `make demo`, for logins that exist only there


class Command(BaseCommand):
    """Load the founding content, and clearly fictional members who discuss it. Running it again changes nothing
    but the dates of the exchanges, which stay relative to today."""

    help = "Load the founding content and a small demo community. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the password option."""
        parser.add_argument("--password", default=PASSWORD, help="Password of the demo accounts.")
        parser.add_argument(
            "--community",
            default="small",
            type=_size,
            help="small (the founding people only), large (50,000 members, 4,000 organisations) or a number.",
        )
        parser.add_argument("--seed", default=1, type=int, help="The same seed makes the same people.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything, saying what is under way."""
        if options["community"] and not (settings.DEMO or settings.DEBUG):
            raise CommandError("Invented members are for rehearsals: set DEMO=1, or leave out --community.")
        now = clock.now()
        say = self.stdout.write
        say("  pages, practices and briefs of the founding report")
        home = founding.found(now=now)
        say("  demo members")
        people = members.load(password=options["password"])
        founding_claims.load(now=now)
        say("  exchanges, discussions, comments")
        index = ExchangeIndexPage.objects.get(locale=home.locale)
        exchanges.load(index=index, now=now, members=people)
        founding.mirror(home=home)
        discussions.load(now=now, members=people)
        ediscussions.load(now=now, members=people)
        groups.load(now=now, members=people)
        discussions_in_groups.load(now=now, members=people)
        contacts.load(now=now, members=people)
        consultations.load(now=now, members=people)
        desk.load(now=now, members=people)
        comments.load(now=now, members=people)
        digests.load(now=now, members=people)
        if options["community"]:
            self._invent(options, now)
        say("  search index")
        call_command("rebuild_search", if_empty=True, verbosity=0)
        if settings.DEMO:
            say("  done")

    def _invent(self, options: dict[str, Any], now: datetime) -> None:
        made = living.make(
            members=options["community"],
            seed=options["seed"],
            password=options["password"],
            now=now,
            say=self.stdout.write,
        )
        self.stdout.write(
            f"  made {made.members} members and {made.organisations} organisations; "
            f"for example {made.login}, password {options['password']}"
        )


def _size(text: str) -> int:
    if text in living.SIZES:
        return living.SIZES[text]
    if text.isdecimal() and len(text) < 8:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is neither small, large nor a number")
