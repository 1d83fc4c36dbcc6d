"""The demo's consultation: after the founding report's lines 605 to 609, invented, and saying so."""

import json
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from community.consultations.enums import State
from community.consultations.models import Consultation
from community.consultations.services import consultations, moves, paragraphs, responses, statements
from community.consultations.telling import Told
from community.consultations.validators import joined
from community.members import speaking
from community.members.models import User
from community.territories.models import Territory

SOURCE = Path(__file__).resolve().parents[1] / "fixtures" / "demo.json"
NAMES = uuid.UUID("0d0a3a5e-6d0f-4c58-9a55-7a1f6a0f7a11")


@transaction.atomic
def load(*, now: datetime, members: dict[str, User]) -> None:
    """Make the consultation with its statements if it is missing; what is there is left alone, its dates too.

    Args:
        now: the present, from which the days count back.
        members: the demo's members by address.
    """
    told = json.loads(SOURCE.read_text(encoding="utf-8"))
    seal = uuid.uuid5(NAMES, told["key"])
    if Consultation.objects.filter(submission=seal).exists():
        return
    keeper = members[told["facilitator"]]
    begun = now - timedelta(days=told["days_ago"])
    row = consultations.draft(by=keeper, told=_told(told, now), seal=seal, now=begun)
    moves.move(consultation=row, by=keeper, to=State.DISCUSSION, why=told["opening"], now=begun + timedelta(hours=2))
    for each in told["statements"]:
        _statement(row, each, now - timedelta(days=each["days_ago"]), members, keeper)
    revised = told["revision"]
    paragraphs.revise(consultation=row, by=keeper, base=1, now=now - timedelta(days=2), **revised)


def _told(told: dict[str, Any], now: datetime) -> Told:
    plain = {name: told[name] for name in ("title", "introduction", "submitted_to", "language", "zone")}
    return Told(
        text=joined(told["paragraphs"]),
        closes_on=now.date() + timedelta(days=told["days_open"]),
        territory=Territory.objects.get(slug=told["territory"]),
        **plain,
    )


def _statement(
    row: Consultation, told: dict[str, Any], written: datetime, members: dict[str, User], keeper: User
) -> None:
    author = members[told["author"]]
    mine = speaking.organisations_of(author, now=written)
    made = statements.write(
        consultation=row,
        author=author,
        text=told["text"],
        language=told["language"],
        number=told.get("number"),
        speaks_for=mine.filter(slug=told.get("speaks_for") or "").first(),
        now=written,
        paced=False,
    )
    if told.get("uptake"):
        answered = written + timedelta(hours=20)
        responses.respond(statement=made, by=keeper, uptake=told["uptake"], why=told["why"], now=answered)
