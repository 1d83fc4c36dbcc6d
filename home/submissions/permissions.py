"""Who may do what with a submission. For lists the same rule is a query: `Submission.objects.written_by(user)`."""

from typing import Any

from home.submissions.enums import EDITABLE, MOVES, Mover, State
from home.submissions.models import Submission


def can_begin_submission(user: Any) -> bool:
    """Any member whose account is active."""
    return user.is_authenticated and user.is_active


def is_author(user: Any, submission: Submission) -> bool:
    """Whether `user` writes it or helps to."""
    return Submission.objects.written_by(user).filter(pk=submission.pk).exists()


def can_edit_submission(user: Any, submission: Submission) -> bool:
    """Its authors, while it is in their hands."""
    return submission.state in EDITABLE and is_author(user, submission)


def can_name_co_authors(user: Any, submission: Submission) -> bool:
    """The author herself, until it is declined or archived."""
    ended = submission.state in {State.DECLINED, State.ARCHIVED}
    return not ended and user.is_active and submission.author_id == user.pk


def can_move_submission(user: Any, submission: Submission, to: str) -> bool:
    """Authors and facilitators, each the moves that are theirs; what reviewers decide goes through a review."""
    movers = MOVES.get((submission.state, to), frozenset())
    if Mover.FACILITATOR in movers and user.is_authenticated and user.is_facilitator:
        return True
    return Mover.AUTHOR in movers and is_author(user, submission)
