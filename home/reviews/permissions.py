"""Who may do what with reviews. For lists the same rule is a query: `Review.objects.of(user)`."""

from typing import Any

from home.reviews import candidates
from home.reviews.enums import DECLARED
from home.reviews.models import Review, Round


def can_see_queue(user: Any) -> bool:
    """Facilitators and administrators."""
    return bool(user.is_authenticated and user.is_facilitator)


def can_arrange_round(user: Any, row: Round) -> bool:
    """Facilitators, but nobody the review of her own text."""
    return can_see_queue(user) and Round.objects.written_without(user).filter(pk=row.pk).exists()


def can_review_round(user: Any, row: Round) -> bool:
    """Facilitators, editors and experts who did not write it, do not work with who did, and declared no conflict."""
    return bool(user.is_authenticated) and candidates.eligible(row).filter(pk=user.pk).exists()


def can_read_round(user: Any, review: Review) -> bool:
    """Its reviewer, once she declared that she has no conflict of interest."""
    return bool(user.is_active) and review.reviewer_id == user.pk and review.state in DECLARED


def can_see_history(user: Any) -> bool:
    """Facilitators and administrators."""
    return can_see_queue(user)


def can_take_reviews(user: Any) -> bool:
    """Facilitators, editors, and members who say that they can be asked as experts."""
    if not user.is_authenticated or not user.is_active:
        return False
    profile = getattr(user, "profile", None)
    return bool(set(user.group_names) & set(candidates.ROLES)) or bool(profile and profile.is_expert)
