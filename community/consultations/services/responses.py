"""Saying what became of a statement, and why: the table everybody reads."""

from datetime import datetime

from community.consultations.enums import Uptake
from community.consultations.models import Response, Statement
from community.consultations.services.keeping import kept
from community.consultations.services.refusals import ConsultationGone, ReasonMissing, ResponsesClosed
from community.consultations.validators import REASON_LENGTH
from community.members.models import User
from foundation import markup


def respond(*, statement: Statement, by: User, uptake: str, why: str, now: datetime) -> Response:
    """Record what became of a statement, or record it anew as long as the table is open.

    Raises:
        ContributionRefused: one of refusals.py; nothing was changed.
    """
    why = " ".join(markup.tidy(why).split())[:REASON_LENGTH]
    with kept(statement.consultation_id, by) as (held, member):
        row = held.statements.published().filter(pk=statement.pk).first()
        if row is None:
            raise ConsultationGone
        if not held.takes_responses:
            raise ResponsesClosed
        if not why:
            raise ReasonMissing
        values = {"uptake": Uptake(uptake), "why": why, "by": member, "made_at": now}
        response, _made = Response.objects.update_or_create(statement=row, defaults=values)
    return response
