"""The lock under which a submission changes, and who is at it just now."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from community.members.models import User
from home.submissions.models import Submission
from home.submissions.services.refusals import BeingEdited

# Somebody who stopped typing this long ago no longer holds the text.
HELD_FOR = timedelta(minutes=10)


@contextmanager
def submission_lock(submission_id: int) -> Iterator[Submission | None]:
    """Hold one submission until the transaction ends and give it as it is now; None when it is gone.

    On PostgreSQL the row is locked; on SQLite the transaction is IMMEDIATE (settings) and a second writer waits.
    """
    with transaction.atomic():
        rows = Submission.objects.select_for_update(of=("self",), no_key=True)
        yield rows.select_related("story", "author", "editor").filter(pk=submission_id).first()


def holder(submission: Submission, *, now: datetime) -> User | None:
    """Return who is at the text just now."""
    recent = submission.edited_at is not None and now - submission.edited_at < HELD_FOR
    return submission.editor if recent else None


def take(submission: Submission, *, by: User, now: datetime) -> None:
    """Let `by` hold the text; call it with the submission held.

    Raises:
        BeingEdited: somebody else is at it.
    """
    other = holder(submission, now=now)
    if other is not None and other.pk != by.pk:
        raise BeingEdited(other.name)
    Submission.objects.filter(pk=submission.pk).update(editor=by, edited_at=now)
    submission.editor, submission.edited_at = by, now


def leave(submission: Submission, *, by: User) -> None:
    """Let the text go."""
    Submission.objects.filter(pk=submission.pk, editor=by).update(editor=None, edited_at=None)
