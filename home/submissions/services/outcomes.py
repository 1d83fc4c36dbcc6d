"""Following what the review decided, by whichever door: the reviewers' pages or the back office."""

from datetime import datetime

from wagtail.models import Page, WorkflowState

from community.members.models import User
from home.submissions.enums import OPEN
from home.submissions.models import Submission
from home.submissions.services import moves


def follow(*, workflow_state: WorkflowState, to: str, by: User | None, now: datetime) -> None:
    """Move the submission whose story's workflow ended; stories without one are none of ours."""
    # Wagtail gives the page without its type, so the row is found by the page's key.
    page = workflow_state.content_object
    if not isinstance(page, Page):
        return
    submission = Submission.objects.filter(story=page.pk, state__in=OPEN).first()
    if submission is None:
        return
    task = workflow_state.current_task_state
    note = task.comment if task is not None else ""
    moves.by_review(submission=submission, to=to, by=by, now=now, note=note)
