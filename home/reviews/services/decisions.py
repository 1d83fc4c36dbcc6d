"""Giving a verdict. The second one that agrees with another ends the round, under a lock, once."""

from collections import Counter
from datetime import datetime
from typing import Any

from wagtail.models import TaskState, WorkflowState

from community.members.models import User
from home.reviews import emails, locks
from home.reviews.enums import DECLARED, Outcome, ReviewState, Verdict
from home.reviews.models import Review, Round
from home.reviews.services import declarations, proposals
from home.reviews.services import remarks as keeping
from home.reviews.services.refusals import AlreadyDecided, ReviewGone, RoundClosed
from home.submissions.enums import State
from home.submissions.services import moves


def decide(
    *,
    review: Review,
    by: User,
    verdict: str,
    reason: str,
    now: datetime,
    notes: dict[str, str] | None = None,
    named: bool = False,
    remarks: keeping.Asked | None = None,
) -> Review:
    """Write a verdict, and end the round when it settles it. The same verdict sent twice is one.

    Raises:
        ReviewGone: it is not hers, or she has not declared that she has no conflict.
        RoundClosed: the others decided, or the authors took the text back.
        AlreadyDecided: she said something else before.
    """
    with locks.round_lock(review.round_id) as held:
        fresh = Review.objects.of(by).filter(pk=review.pk).first()
        if held is None or fresh is None or fresh.state not in DECLARED or not by.is_active:
            raise ReviewGone
        if fresh.state == ReviewState.DECIDED:
            if fresh.verdict == verdict:
                return fresh
            raise AlreadyDecided
        if held.outcome:
            raise RoundClosed
        fresh.state, fresh.verdict, fresh.decided_at = ReviewState.DECIDED, Verdict(verdict), now
        fresh.reason, fresh.notes, fresh.named = reason, notes or {}, named
        fresh.save(update_fields=["state", "verdict", "decided_at", "reason", "notes", "named"])
        keeping.write(remarks or {}, review=fresh, now=now)
        _settle(held, now=now)
        return fresh


def judged(verdicts: list[str]) -> str:
    """Return what the verdicts, in their order, come to; empty while they do not.

    Two that agree settle it. When two disagree, the third settles it; but a text is public only when two accept it, so
    an acceptance after "changes" and "decline" asks for changes.
    """
    for verdict, count in Counter(verdicts).most_common():
        if count >= proposals.NEEDED:
            return verdict
    if len(verdicts) < proposals.WITH_A_TIE:
        return ""
    return Verdict.CHANGES if verdicts[-1] == Verdict.APPROVE else verdicts[-1]


def _settle(row: Round, *, now: datetime) -> None:
    """End the round when the verdicts settle it; call a third reviewer when two disagree."""
    decided = list(row.reviews.filter(state=ReviewState.DECIDED).order_by("decided_at", "pk"))
    outcome = judged([each.verdict for each in decided])
    if not outcome:
        proposals.fill(row, now=now)
        return
    row.outcome, row.closed_at = Outcome(outcome), now
    row.save(update_fields=["outcome", "closed_at"])
    _apply(row, words="\n\n".join(each.reason for each in decided if each.reason), now=now)


def _apply(row: Round, *, words: str, now: datetime) -> None:
    """Do what was decided, by the workflow; the submission follows it. Without a name: see `declarations`."""
    step = row.task_state
    running = step is not None and step.status == TaskState.STATUS_IN_PROGRESS
    if row.outcome == Outcome.DECLINED:
        if row.submission is not None:
            moves.by_review(submission=row.submission, to=State.DECLINED, by=None, now=now, note=words[:2000])
        if step is not None and step.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS:
            step.workflow_state.cancel()
    elif running and step is not None and row.outcome == Outcome.APPROVED:
        step.approve(comment=words[:2000])
    elif running and step is not None:
        step.reject(comment=words[:2000])
    if row.submission is None:
        emails.owe_outcome(row, now=now)


def act_in_back_office(*, task_state: TaskState, by: User, action: str, now: datetime, **given: Any) -> None:
    """Give the verdict that an editor chose in the back office: as one who took the review there and declared.

    Raises:
        ReviewGone: she may not review it, or did not declare.
        ReviewRefused: as `decide` says.
    """
    verdict = {"approve": Verdict.APPROVE, "reject": Verdict.CHANGES, "decline": Verdict.DECLINE}.get(action)
    row = Round.objects.open().filter(task_state=task_state.pk).first()
    if row is None:
        raise RoundClosed
    if verdict is None or not given.get("no_conflict"):
        raise ReviewGone
    with locks.round_lock(row.pk):
        review = proposals.claim(row=row, by=by, now=now)
        declarations.declare_none(review=review, by=by, now=now)
        decide(
            review=review,
            by=by,
            verdict=verdict,
            reason=str(given.get("comment") or "")[:2000],
            named=bool(given.get("named")),
            now=now,
        )
