"""What can be done to facilitated discussions. The world's discussion is led by `owner`, who plays no role."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.factories import ediscussions as made
from tests.permissions.attempts import WROTE, Cell, at, reads, sends, shows
from tests.permissions.world import World


def slug(world: World) -> str:
    """Return the slug of the discussion."""
    return str(world.ediscussion.slug)


def door(name: str, *rest: object) -> Callable[[World], str]:
    """Return the address of a door to the discussion."""
    return lambda world: reverse(f"ediscussions:{name}", args=[slug(world), *rest])


def opens_room(client: Client, world: World) -> HttpResponseBase:
    """Open a room in French."""
    address = reverse("ediscussions:room", args=[slug(world), "fr"])
    return client.post(address, {"title": "Salle", "note": "Écrivez ici."})


THREAD = at("discussions:reply", lambda world: made.thread_of(world.ediscussion).pk)
CONFIDENTIAL = at("ediscussions:submission", slug, lambda world: world.submitted.pk)

CELLS = (
    Cell("facilitated discussions", "see the list", reads(at("ediscussions:index"))),
    Cell("facilitated discussion", "read", reads(door("discussion"))),
    Cell("facilitated discussion", "write while it is open", sends(THREAD, WROTE)),
    Cell("facilitated discussion", "plan", reads(at("ediscussions:new"))),
    Cell("facilitated discussion", "change", reads(door("edit"))),
    Cell("facilitated discussion", "open a room in one more language", opens_room),
    Cell("facilitated discussion", "write a summary without leading it", reads(door("write_summary", 1))),
    Cell("facilitated discussion", "write one in French without leading it", reads(door("write_summary_in", 1, "fr"))),
    Cell("facilitated discussion", "write the reply without leading it", reads(door("write_reply"))),
    Cell(
        "facilitated discussion",
        "read a summary",
        reads(at("ediscussions:summary", slug, lambda world: world.summary.pk)),
    ),
    Cell("facilitated discussion", "see its statistics", reads(door("statistics"))),
    Cell("facilitated discussion", "take its statistics along", reads(door("statistics_csv"))),
    Cell("call for submissions", "make its form", reads(door("set_form"))),
    Cell("call for submissions", "hand in", reads(door("hand_in"))),
    Cell("call for submissions", "see public submissions", shows(door("submissions"), "Words on What did you try?")),
    Cell("call for submissions", "take all along without leading it", reads(door("submissions_csv"))),
    Cell("confidential submission of another", "read without leading the discussion", reads(CONFIDENTIAL)),
)
