"""What every change of a question begins and ends with: the lock, the rights of the moment, the line in its log."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from community.desk import locks
from community.desk.enums import MOVES, Outcome, State
from community.desk.models import Question, Route, Step
from community.desk.models.question import NOTE_LENGTH
from community.desk.permissions import can_read_question
from community.desk.services.refusals import MovedMeanwhile, QuestionGone
from community.members.models import User
from foundation import markup


@contextmanager
def held(pk: int, by: User) -> Iterator[tuple[Question, User]]:
    """Hold a question for somebody who may read it; give both as they are now.

    Raises:
        QuestionGone: it is not there for her.
    """
    with locks.question_lock(pk) as question:
        # Read, not locked: what she does next may lock another member.
        member = User.objects.filter(pk=by.pk, is_active=True).first()
        if question is None or member is None or not can_read_question(member, question):
            raise QuestionGone
        yield question, member


def take(question: Question, to: State, *, by: User | None, now: datetime, note: str = "") -> Step:
    """Move a question that is held, and write it down.

    Raises:
        MovedMeanwhile: from where it stands, no move leads there.
    """
    if to not in MOVES[question.state]:
        raise MovedMeanwhile
    before, question.state = question.state, to
    question.save(update_fields=["state", "due_at", "consent"])
    return Step.objects.create(question=question, before=before, after=to, by=by, note=line(note), taken_at=now)


def open_route(question: Question) -> Route | None:
    """Return to whom a question is passed on now."""
    return Route.objects.filter(question=question, outcome=Outcome.OPEN).first()


def end_route(question: Question, outcome: Outcome) -> Route | None:
    """Write down what became of passing it on; None where it is with nobody."""
    route = open_route(question)
    if route is not None:
        route.outcome = outcome
        route.save(update_fields=["outcome"])
    return route


def line(note: str) -> str:
    """Return a note as it is kept."""
    return " ".join(markup.tidy(note).split())[:NOTE_LENGTH]
