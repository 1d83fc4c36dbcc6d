"""The way of a proposal: each step is judged, written down with who, when and why, and never undone."""

from datetime import date, datetime

from community.consultations.enums import MOVES, State
from community.consultations.models import Consultation, Move, Version
from community.consultations.services.keeping import kept
from community.consultations.services.refusals import (
    AlreadyClosed,
    AnswerMissing,
    NoSuchMove,
    NotLater,
    ReasonMissing,
    StatementsWait,
)
from community.consultations.validators import REASON_LENGTH
from community.members.models import User
from foundation import markup


def move(
    *,
    consultation: Consultation,
    by: User,
    to: str,
    why: str,
    now: datetime,
    answer: str = "",
    answered_on: date | None = None,
) -> Move:
    """Move a consultation on; the step it has just taken, sent again by the same member, gives that step.

    Args:
        consultation: which.
        by: who moves it.
        to: one of State.
        why: for the public log.
        now: the present.
        answer, answered_on: what the body answered and when, for the step to ANSWERED.

    Raises:
        ContributionRefused: one of refusals.py; nothing was changed.
    """
    why = " ".join(markup.tidy(why).split())[:REASON_LENGTH]
    with kept(consultation.pk, by) as (held, member):
        last = held.moves.last()
        if last is not None and (last.after, last.by_id, last.why) == (to, member.pk, why):
            return last
        if to not in MOVES[held.state]:
            raise NoSuchMove(held.state, to)
        if not why:
            raise ReasonMissing
        before = held.state
        _prepare(held, State(to), now)
        if to == State.ANSWERED:
            _take_answer(held, answer, answered_on)
        held.state, held.changed_at = State(to), now
        held.save()
        return Move.objects.create(consultation=held, before=before, after=to, by=member, why=why, moved_at=now)


def _prepare(held: Consultation, to: State, now: datetime) -> None:
    if to == State.DISCUSSION:
        if now >= held.closes_at:
            raise AlreadyClosed
        held.opened_at = now
        Version.objects.bulk_create(
            Version(paragraph=each, number=each.version, text=each.text, written_at=now)
            for each in held.paragraphs.all()
        )
    elif to == State.ADOPTED and (waiting := held.statements.unanswered().count()):
        raise StatementsWait(waiting)


def _take_answer(held: Consultation, answer: str, answered_on: date | None) -> None:
    answer = markup.tidy(answer)
    if not answer or answered_on is None:
        raise AnswerMissing
    held.answer, held.answer_html, held.answered_on = answer, markup.render(answer), answered_on


def put_off(*, consultation: Consultation, by: User, closes_on: date, why: str, now: datetime) -> Move:
    """Choose a later last day while it is in discussion; the log says so.

    Raises:
        ContributionRefused: one of refusals.py; nothing was changed.
    """
    why = " ".join(markup.tidy(why).split())[:REASON_LENGTH]
    with kept(consultation.pk, by) as (held, member):
        if held.state != State.DISCUSSION:
            raise NoSuchMove(held.state, State.DISCUSSION)
        if not why:
            raise ReasonMissing
        if closes_on <= held.closes_on:
            raise NotLater
        note = f"{held.closes_on:%Y-%m-%d} > {closes_on:%Y-%m-%d}. {why}"[:REASON_LENGTH]
        held.closes_on, held.changed_at = closes_on, now
        held.save(update_fields=["closes_on", "changed_at"])
        return Move.objects.create(
            consultation=held, before=State.DISCUSSION, after=State.DISCUSSION, by=member, why=note, moved_at=now
        )
