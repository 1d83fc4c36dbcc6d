"""Cells of consultations and of the question desk; cells.py joins them to the others."""

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.permissions.attempts import WROTE, Attempt, Cell, at, reads, sends
from tests.permissions.world import World

# Doors that no cell needs, and why.
OPEN_DOORS = {
    "consultations:release": "the same door as naming the facilitators; tests/community/consultations",
    "desk:decline": "only for the expert it was passed on to; tests/community/desk",
    "desk:recall": "the same door as passing on; tests/community/desk",
    "desk:verdict": "only for its asker; tests/community/desk",
}


def of_proposal(name: str, *more: Any) -> Callable[[World], str]:
    """Return an address of a consultation in discussion."""
    return lambda world: reverse(f"consultations:{name}", args=[world.consultation.slug, *more])


def of_question(name: str) -> Callable[[World], str]:
    """Return an address of somebody else's question."""
    return lambda world: reverse(f"desk:{name}", args=[world.question.pk])


def withdraws(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the consultation is withdrawn now."""
    answer = client.post(of_proposal("move", "withdrawn")(world), {"why": "Enough."})
    world.consultation.refresh_from_db()
    return True if world.consultation.state == "withdrawn" else answer


def responds(client: Client, world: World) -> HttpResponseBase:
    """Say what became of a statement."""
    return client.post(of_proposal("respond", world.statement.pk)(world), {"uptake": "taken", "why": "It is right."})


def reports(client: Client, world: World) -> HttpResponseBase:
    """Open the form by which a statement is reported."""
    return client.get(reverse("moderation:flag", args=["statement", world.statement.pk]))


def routes(door: str) -> Attempt:
    """Open a form that only facilitators have."""
    return reads(of_question(door))


CELLS: tuple[Cell, ...] = (
    Cell("consultations", "see the list", reads(at("consultations:index"))),
    Cell("consultation", "begin", reads(at("consultations:new"))),
    Cell(
        "draft of a consultation",
        "read",
        reads(at("consultations:consultation", lambda world: world.proposal_draft.slug)),
    ),
    Cell("draft of a consultation", "change", reads(at("consultations:edit", lambda world: world.proposal_draft.slug))),
    Cell("consultation", "read", reads(of_proposal("consultation"))),
    Cell("consultation", "read a paragraph's wordings", reads(of_proposal("paragraph", 1))),
    Cell("consultation", "write a statement", sends(of_proposal("write"), WROTE)),
    Cell("consultation", "revise a paragraph", reads(of_proposal("revise", 1))),
    Cell("consultation", "put off its last day", reads(of_proposal("put_off"))),
    Cell("consultation", "name who looks after it", reads(of_proposal("facilitators"))),
    Cell("consultation", "withdraw", withdraws),
    Cell("table of responses", "read", reads(of_proposal("responses"))),
    Cell("table of responses", "take along", reads(of_proposal("responses_csv"))),
    Cell("statement of another", "find its place", reads(at("consultations:statement", lambda w: w.statement.pk))),
    Cell("statement of another", "respond to", responds),
    Cell("statement of another", "remove", sends(at("consultations:remove_statement", lambda w: w.statement.pk))),
    Cell("statement of another", "report", reports),
    Cell("question desk", "see", reads(at("desk:index"))),
    Cell("question desk", "ask", reads(at("desk:ask"))),
    Cell("question desk", "see what waits", reads(at("desk:queue"))),
    Cell("question of another", "read", reads(of_question("question"))),
    Cell("question of another", "answer", sends(of_question("answer"), {"text": "So."})),
    Cell("question of another", "pass on to an expert", routes("to_expert")),
    Cell("question of another", "ask in a space", routes("to_space")),
    Cell("question of another", "publish", routes("publish")),
    Cell("question of another", "change who reads it", reads(of_question("consent"))),
    Cell("question of another", "close", reads(of_question("close"))),
    Cell("published answer", "read", reads(lambda world: world.published_answer.get_absolute_url())),
    Cell("published answers", "see the list", reads(at("desk:answers"))),
)
