"""Consultations and statements for tests, written through the services."""

from datetime import timedelta
from typing import Any

from community.consultations.models import Consultation, Statement
from community.consultations.services import consultations, moves, responses, statements
from community.consultations.telling import Told
from community.members.enums import RoleGroup
from community.members.models import User
from foundation import clock
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TerritoryFactory

TEXT = "Ask people **before** they leave.\n\nOpen one desk in each circle.\n\n- Say who pays.\n- Say until when."
_count = iter(range(1, 10**6))


def draft(*, by: User | None = None, **fields: Any) -> Consultation:
    """Return a draft for a new territory, looked after by a new facilitator of the site."""
    now = clock.now()
    told = {
        "title": f"Proposal {next(_count)}",
        "introduction": "Why *now*.",
        "text": TEXT,
        "submitted_to": "The ministry",
        "language": "en",
        "closes_on": now.date() + timedelta(days=10),
        "zone": "Africa/Bamako",
        **fields,
    }
    if not any(told.get(name) for name in ("territory", "corridor", "group")):
        told["territory"] = TerritoryFactory()
    by = by or UserFactory(role=RoleGroup.FACILITATORS)
    return consultations.make(by=by, told=Told(**told), submission=None, now=now)


def keeper(row: Consultation) -> User:
    """Return who looks after it."""
    return row.facilitators.get()


def moved(row: Consultation, *steps: str, **fields: Any) -> Consultation:
    """Take steps, in the order given."""
    for to in steps:
        moves.move(consultation=row, by=keeper(row), to=to, why=f"On to {to}.", now=clock.now(), **fields)
    return Consultation.objects.get(pk=row.pk)


def opened(**fields: Any) -> Consultation:
    """Return a consultation in discussion."""
    return moved(draft(**fields), "discussion")


def statement(row: Consultation, author: User | None = None, **fields: Any) -> Statement:
    """Return a statement by a new member."""
    values = {"text": f"We did {next(_count)}.", "language": "en", "now": clock.now(), "paced": False, **fields}
    return statements.write(consultation=row, author=author or UserFactory(), **values)


def answered(row: Statement, uptake: str = "taken", why: str = "It is right.") -> None:
    """Record what became of a statement."""
    by = keeper(row.consultation)
    responses.respond(statement=row, by=by, uptake=uptake, why=why, now=clock.now())


def close(row: Consultation) -> Consultation:
    """Let its last day be over."""
    Consultation.objects.filter(pk=row.pk).update(closes_on=clock.now().date() - timedelta(days=2))
    return Consultation.objects.get(pk=row.pk)
