"""Judging answers: declaring, scoring, ranking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from community.members.models import User
from home.calls.enums import HIGHEST, LOWEST, State
from home.calls.models import Answer, Call, Declaration, Mark, Panelist, Score
from home.calls.permissions import can_judge_answer
from home.calls.services.refusals import (
    CallGone,
    DeclareFirst,
    HasConflict,
    MarksMissing,
    ScoredAlready,
    StillOpen,
)

Marks = Mapping[int, tuple[int, str]]


def _seat(answer: Answer, by: User) -> Panelist:
    """Hold the judge's seat; call it inside a transaction."""
    seat = Panelist.objects.select_for_update(of=("self",), no_key=True).filter(call=answer.call_id, member=by).first()
    if seat is None or not can_judge_answer(by, answer):
        raise CallGone
    return seat


@transaction.atomic
def declare(*, answer: Answer, by: User, has_conflict: bool, note: str, now: datetime) -> Declaration:
    """Say whether there is a conflict of interest. It can be said later too, as long as nothing is scored.

    Raises:
        CallGone: the answer is not before her, or is her own.
        ScoredAlready: her score stands.
        HasConflict: a conflict, once declared, is not taken back.
    """
    seat = _seat(answer, by)
    if seat.scores.filter(answer=answer).exists():
        raise ScoredAlready
    if not has_conflict and seat.declarations.filter(answer=answer, has_conflict=True).exists():
        raise HasConflict
    values = {"has_conflict": has_conflict, "note": note, "declared_at": now}
    row, _made = Declaration.objects.update_or_create(panelist=seat, answer=answer, defaults=values)
    return row


@transaction.atomic
def score(*, answer: Answer, by: User, marks: Marks, now: datetime) -> Score:
    """Score an answer, once; the same score sent twice is one.

    Args:
        answer: what is judged.
        by: a member of its panel.
        marks: points and note by criterion.
        now: the present.

    Raises:
        CallRefused: CallGone, StillOpen, DeclareFirst, HasConflict, MarksMissing, ScoredAlready.
    """
    seat = _seat(answer, by)
    known = seat.scores.filter(answer=answer).first()
    if known is not None:
        if {mark.criterion_id: (mark.points, mark.note) for mark in known.marks.all()} == dict(marks):
            return known
        raise ScoredAlready
    if answer.call.state(now=now) != State.CLOSED:
        raise StillOpen
    declared = seat.declarations.filter(answer=answer).first()
    if declared is None:
        raise DeclareFirst
    if declared.has_conflict:
        raise HasConflict
    wanted = set(answer.call.criteria.values_list("pk", flat=True))
    if set(marks) != wanted or not all(LOWEST <= points <= HIGHEST for points, _note in marks.values()):
        raise MarksMissing
    made = Score.objects.create(panelist=seat, answer=answer, scored_at=now)
    Mark.objects.bulk_create(
        Mark(score=made, criterion_id=criterion, points=points, note=note)
        for criterion, (points, note) in marks.items()
    )
    return made


@dataclass(frozen=True)
class Rank:
    """One line of the ranking. average: weighted, 1 to 5; None as long as nobody scored."""

    answer: Answer
    average: float | None
    scores: int
    conflicts: int
    by_criterion: list[float | None] = field(default_factory=list)


def ranking(*, call: Call) -> list[Rank]:
    """Return the answers, the best first; those nobody scored stand last, in the order they came."""
    criteria = list(call.criteria.all())
    answers = call.answers.handed_in().for_listing().prefetch_related("scores__marks", "declarations")
    ranks = [_rank(answer, [(each.pk, each.weight) for each in criteria]) for answer in answers]
    return sorted(ranks, key=lambda rank: -(rank.average or 0))


def _rank(answer: Answer, criteria: list[tuple[int, int]]) -> Rank:
    scores = list(answer.scores.all())
    points: dict[int, list[int]] = {}
    for given in scores:
        for mark in given.marks.all():
            points.setdefault(mark.criterion_id, []).append(mark.points)
    means = [sum(got) / len(got) if (got := points.get(pk)) else None for pk, _weight in criteria]
    weighed = [(mean, weight) for mean, (_pk, weight) in zip(means, criteria, strict=True) if mean is not None]
    total = sum(weight for _mean, weight in weighed)
    average = sum(mean * weight for mean, weight in weighed) / total if total else None
    conflicts = sum(row.has_conflict for row in answer.declarations.all())
    return Rank(answer, average, len(scores), conflicts, means)
