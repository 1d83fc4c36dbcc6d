"""Asking people to review: by the site, by a facilitator, by themselves."""

from datetime import datetime, timedelta

from django.conf import settings

from community.members.models import User
from home.reviews import candidates, emails, locks
from home.reviews.enums import Release, ReviewState
from home.reviews.models import Review, Round
from home.reviews.permissions import can_arrange_round, can_review_round, can_take_reviews
from home.reviews.services.refusals import EnoughReviewers, NotEligible, ReviewGone, RoundClosed

NEEDED = 2
WITH_A_TIE = 3


def needed(row: Round) -> int:
    """Return how many reviewers a round needs: a third one when the first two disagree."""
    said = list(row.reviews.filter(state=ReviewState.DECIDED).values_list("verdict", flat=True))
    return WITH_A_TIE if len(said) >= NEEDED and len(set(said)) == len(said) else NEEDED


def missing(row: Round) -> int:
    """Return how many are still to be asked."""
    return max(0, needed(row) - row.reviews.holding().count())


def fill(row: Round, *, now: datetime) -> list[Review]:
    """Ask those who fit best, as many as are missing; call it with the round held. Nobody fits: nobody is asked.

    Members say themselves that they are experts: the site asks at most one of them unless a facilitator or an editor
    reads too. A facilitator may ask whom she will.
    """
    places = missing(row)
    found = candidates.ranked(row, most=places)
    if places and not any(candidate.has_role for candidate in found) and not _has_role(row):
        found = [*found[: places - 1], *candidates.ranked(row, most=1, with_role=True)]
    return [_ask(row, candidate.member, asked_by=None, now=now) for candidate in found]


def _has_role(row: Round) -> bool:
    return row.reviews.holding().filter(reviewer__groups__name__in=candidates.ROLES).exists()


def assign(*, row: Round, member: User, by: User, now: datetime, instead_of: Review | None = None) -> Review:
    """Ask somebody, chosen by a facilitator; in place of another who has not decided yet.

    Raises:
        ReviewGone: the round is not hers to arrange, or the other review is none of it.
        RoundClosed: it ended.
        NotEligible: an author, a colleague of one, or somebody with a conflict.
        EnoughReviewers: nobody is missing.
    """
    with locks.round_lock(row.pk) as held:
        if held is None or not can_arrange_round(by, held):
            raise ReviewGone
        if held.outcome:
            raise RoundClosed
        known = held.reviews.filter(reviewer=member).first()
        if known is not None and known.state in {ReviewState.PROPOSED, ReviewState.ACCEPTED, ReviewState.DECIDED}:
            return known
        if not can_review_round(member, held):
            raise NotEligible
        if instead_of is not None:
            release(held, instead_of, why=Release.REPLACED, now=now)
        if missing(held) == 0:
            raise EnoughReviewers
        return _ask(held, member, asked_by=by, now=now)


def claim(*, row: Round, by: User, now: datetime) -> Review:
    """Take a review from the queue oneself; the declaration follows. Taken twice, it is one review.

    Raises:
        ReviewGone: the text is not hers to review.
        RoundClosed: it ended.
        EnoughReviewers: nobody is missing.
    """
    with locks.round_lock(row.pk) as held:
        if held is None or not can_take_reviews(by) or not can_review_round(by, held):
            raise ReviewGone
        known = held.reviews.holding().filter(reviewer=by).first()
        if known is not None:
            return known
        if held.outcome:
            raise RoundClosed
        if missing(held) == 0:
            raise EnoughReviewers
        return _ask(held, by, asked_by=by, now=now)


def _ask(row: Round, member: User, *, asked_by: User | None, now: datetime) -> Review:
    values = {
        "state": ReviewState.PROPOSED,
        "asked_by": asked_by,
        "proposed_at": now,
        "due_on": (now + timedelta(days=settings.REVIEW_DAYS)).date(),
        "declared_at": None,
        "reminded_at": None,
    }
    review, _made = Review.objects.update_or_create(round=row, reviewer=member, defaults=values)
    if asked_by is None or asked_by.pk != member.pk:
        emails.owe_asked(review, now=now)
    return review


def release(row: Round, review: Review, *, why: Release, now: datetime) -> None:
    """Let somebody go who has not decided, and tell her; call it with the round held.

    Raises:
        ReviewGone: she decided, or is asked no longer.
    """
    given_up = row.reviews.pending().filter(pk=review.pk).update(state=ReviewState.RELEASED)
    if not given_up:
        raise ReviewGone
    emails.owe_released(review, why=why, now=now)
