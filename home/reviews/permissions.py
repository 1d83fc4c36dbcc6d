"""Who may do what with reviews. For lists the same rule is a query: `Review.objects.of(user)`."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from community.members.enums import RoleGroup
from home.reviews import candidates
from home.reviews.enums import DECLARED
from home.reviews.models import Review, Round
from home.submissions.models import Submission


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


def can_see_history(user: Any, page: Page) -> bool:
    """Facilitators, of what left its authors' hands, and nobody of a text she wrote: it names its reviewers."""
    if not can_see_queue(user) or page.owner_id == user.pk:
        return False
    submissions = Submission.objects.filter(story=page.pk)
    if submissions.written_by(user).exists():
        return False
    return page.live or not submissions.exists() or submissions.filter(submitted_at__isnull=False).exists()


def can_take_reviews(user: Any) -> bool:
    """Facilitators and editors. Experts are asked: they call themselves so, and texts under review are no reading."""
    return bool(user.is_authenticated and user.is_active and set(user.group_names) & set(candidates.ROLES))


def can_invite_outside(user: Any, page: Page) -> bool:
    """Facilitators, and editors where they may edit the page; both prove themselves by a second factor."""
    if can_see_queue(user):
        return True
    if not user.is_authenticated or not user.is_active or RoleGroup.EDITORS not in user.group_names:
        return False
    proven = user.has_second_factor or not settings.SECOND_FACTOR_REQUIRED
    return proven and bool(page.permissions_for_user(user).can_edit())
