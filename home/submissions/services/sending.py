"""Sending a draft to the reviewers, and taking it back."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Workflow, WorkflowState

from community.members.models import User
from home.submissions import locks, readiness
from home.submissions.enums import State
from home.submissions.models import Submission
from home.submissions.permissions import is_author
from home.submissions.services import drafts, moves
from home.submissions.services.refusals import Incomplete, NotInYourHands, SubmissionGone


@transaction.atomic
def send(*, submission: Submission, by: User, now: datetime) -> Submission:
    """Hand a complete draft to the review. Sent twice, it is sent once.

    Raises:
        SubmissionGone: it is not there for this member.
        IllegalMove: it is not a draft.
        Incomplete: a required part is empty; `parts` says which.
    """
    with locks.submission_lock(submission.pk) as held:
        if held is None or not is_author(by, held):
            raise SubmissionGone
        if held.state in {State.SUBMITTED, State.IN_REVIEW}:
            return held
        wanted = readiness.missing(held, drafts.text_of(held))
        if wanted:
            raise Incomplete([(each.step, each.text) for each in wanted])
        moved = moves.by_member(submission=held, to=State.SUBMITTED, by=by, now=now)
        _start_review(moved, by)
        return moved


@transaction.atomic
def take_back(*, submission: Submission, by: User, now: datetime) -> Submission:
    """Take a draft back before anybody began to read it.

    Raises:
        SubmissionGone: it is not there for this member.
        NotInYourHands: a reviewer has begun.
        IllegalMove: it was not sent.
    """
    with locks.submission_lock(submission.pk) as held:
        if held is None or not is_author(by, held):
            raise SubmissionGone
        if held.state == State.IN_REVIEW:
            raise NotInYourHands
        moved = moves.by_member(submission=held, to=State.DRAFT, by=by, now=now)
        for running in _running(moved):
            running.cancel(user=by)
        return moved


def _running(submission: Submission) -> list[WorkflowState]:
    active = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    return list(WorkflowState.objects.for_instance(submission.story).filter(status__in=active))


def _start_review(submission: Submission, by: User) -> None:
    """Start the workflow of the section; where it is running and waits for changes, go on with it."""
    story = submission.story.specific
    running = _running(submission)
    if running:
        for state in running:
            if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
                state.resume(user=by)
        return
    workflow: Workflow | None = story.get_workflow()
    if workflow is not None:
        workflow.start(story, by)
