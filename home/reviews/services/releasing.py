"""Letting a reviewer go who was asked and has not decided, by whatever way she lost her place."""

from datetime import datetime

from home.reviews import candidates, locks
from home.reviews.enums import Release, ReviewState
from home.reviews.models import Review, Round
from home.reviews.services import proposals


def everybody(row: Round, *, now: datetime) -> None:
    """Let all go who have not decided: nobody is to read this any more. Call it with the round held and open."""
    for review in row.reviews.pending().select_related("reviewer__profile"):
        proposals.release(row, review, why=Release.TAKEN_BACK, now=now)


def unfit(*, now: datetime, member_id: int | None = None) -> int:
    """Let those go who may not review any more, and ask others; return how many went. Repeatable.

    Her account was closed or erased, her role was taken, or she works with the authors now.

    Args:
        now: the present.
        member_id: whose reviews are looked at; None for all.
    """
    rows = Review.objects.pending()
    if member_id is not None:
        rows = rows.filter(reviewer=member_id)
    went = 0
    for pk, round_id in rows.order_by("round_id", "pk").values_list("pk", "round_id"):
        with locks.round_lock(round_id) as held:
            review = Review.objects.pending().filter(pk=pk).select_related("reviewer__profile").first()
            if held is None or review is None or _fits(held, review):
                continue
            proposals.release(held, review, why=Release.UNFIT, now=now)
            proposals.fill(held, now=now)
            went += 1
    return went


def of_leaving(*, member_id: int, now: datetime) -> None:
    """Free the places of somebody whose account is being erased."""
    for review in Review.objects.pending().filter(reviewer=member_id).order_by("round_id"):
        with locks.round_lock(review.round_id) as held:
            if held is not None and held.reviews.pending().filter(pk=review.pk).update(state=ReviewState.RELEASED):
                proposals.fill(held, now=now)


def _fits(row: Round, review: Review) -> bool:
    return review.reviewer_id is not None and candidates.eligible(row).filter(pk=review.reviewer_id).exists()
