"""What the library keeps about members, and how long what was not accepted stays."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.personal_data import retention
from community.personal_data.registry import Fate, Kept, register
from home.library.enums import OWN
from home.library.models import Item
from home.library.services import items


def declined(before: datetime) -> "QuerySet[Item]":
    """Proposals that were not accepted, long ago."""
    return Item.objects.declined_before(before)


def remove(rows: "QuerySet[Item]", now: datetime) -> int:
    """Delete them with their documents."""
    return items.delete(rows=rows)


def take_back(member: User, now: datetime) -> None:
    """Delete what a leaving member proposed and nobody has made public."""
    items.delete(rows=Item.objects.filter(proposer=member, state__in=OWN))


ITEM = Kept(
    "library.Item",
    "proposer",
    _("What you proposed for the library"),
    (
        "title",
        "kind",
        "themes",
        "year",
        "language",
        "country",
        "author",
        "licence",
        "description",
        "url",
        "file",
        "state",
        "created_at",
        "public_at",
    ),
    "the library that members fill together",
    "what became public is kept, the name goes with the account; the rest goes with it",
    Fate.RELEASED,
    plain=("slug", "ending", "size", "found_by", "form_key", "moved_at", "replaces", "version"),
    erase=take_back,
)
MOVE = Kept(
    "library.Move",
    "by",
    _("What you decided in the library"),
    ("item", "before", "after", "reason", "moved_at"),
    "to show who proposed an item what became of it, and why",
    "kept with the item; the name goes with the account",
    Fate.RELEASED,
)


def declare() -> None:
    """Declare the tables to archive, erasure and data map, and how long what was not accepted stays."""
    title = _("Proposals for the library that were not accepted")
    retention.register(retention.Rule(name="declined-library-items", title=title, old=declined, remove=remove))
    register([ITEM, MOVE])
