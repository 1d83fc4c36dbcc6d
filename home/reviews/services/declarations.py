"""Declaring whether one has a conflict of interest, before the text opens."""

from datetime import datetime

from community.members.models import User
from home.reviews import candidates, locks
from home.reviews.enums import DECLARED, ReviewState
from home.reviews.models import Conflict, Review, Round
from home.reviews.services import proposals
from home.reviews.services.refusals import ReviewGone, RoundClosed
from home.submissions.enums import State
from home.submissions.services import moves


def declare_none(*, review: Review, by: User, now: datetime) -> Review:
    """Open the text to a reviewer who says that she has no conflict; said twice, it is said once.

    Raises:
        ReviewGone: it is not hers, or she has become a colleague of the authors meanwhile.
        RoundClosed: it ended.
    """
    with locks.round_lock(review.round_id) as held:
        fresh = _own(held, review, by)
        if fresh.state in DECLARED:
            return fresh
        if held is None or held.outcome:
            raise RoundClosed
        if not candidates.eligible(held).filter(pk=by.pk).exists():
            raise ReviewGone
        fresh.state, fresh.declared_at = ReviewState.ACCEPTED, now
        fresh.save(update_fields=["state", "declared_at"])
        if held.submission is not None and held.submission.state == State.SUBMITTED:
            # Without a name: authors learn it only where the reviewer agrees.
            moves.by_review(submission=held.submission, to=State.IN_REVIEW, by=None, now=now)
        return fresh


def declare_conflict(*, review: Review, by: User, now: datetime) -> None:
    """Withdraw, and ask the next; she is not asked again for this page.

    Raises:
        ReviewGone: it is not hers, or she gave her verdict.
    """
    with locks.round_lock(review.round_id) as held:
        fresh = _own(held, review, by)
        if held is None or fresh.state == ReviewState.DECIDED:
            raise ReviewGone
        Conflict.objects.get_or_create(page_id=held.page_id, member=by, defaults={"declared_at": now})
        fresh.state, fresh.declared_at = ReviewState.WITHDRAWN, now
        fresh.save(update_fields=["state", "declared_at"])
        if not held.outcome:
            proposals.fill(held, now=now)


def _own(held: Round | None, review: Review, by: User) -> Review:
    fresh = Review.objects.of(by).filter(pk=review.pk).first()
    if held is None or fresh is None or not by.is_active:
        raise ReviewGone
    return fresh
