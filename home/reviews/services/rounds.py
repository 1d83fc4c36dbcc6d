"""Opening and closing rounds, as the workflow begins and ends."""

from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from community.members.models import User
from home.reviews import locks, paragraphs
from home.reviews.enums import Outcome, Priority
from home.reviews.models import Remark, Round
from home.reviews.permissions import can_arrange_round
from home.reviews.services import proposals, releasing
from home.reviews.services.refusals import ReviewGone
from home.submissions.enums import OPEN, State
from home.submissions.models import Submission
from home.submissions.services import moves


def open_round(*, task_state: TaskState, asked_by: User | None, now: datetime) -> Round | None:
    """Begin to review the revision of a workflow's step, and ask two people; begun twice, it is one round."""
    page = task_state.workflow_state.content_object
    if not isinstance(page, Page):
        return None
    known = Round.objects.open().filter(page=page.pk).first()
    if known is not None:
        return known
    row = Round.objects.create(
        page_id=page.pk,
        revision=task_state.revision,
        submission=Submission.objects.filter(story=page.pk, state__in=OPEN).first(),
        task_state_id=task_state.pk,
        asked_by=asked_by,
        opened_at=now,
    )
    _settle_remarks(row, now)
    proposals.fill(Round.objects.for_listing().get(pk=row.pk), now=now)
    return row


def _settle_remarks(row: Round, now: datetime) -> None:
    """Mark the remarks of earlier rounds whose paragraph no longer reads as it did."""
    current = {part.name: part.paragraphs for part in paragraphs.parts_of(row.revision.as_object())}
    for remark in Remark.objects.filter(page=row.page_id, resolved_at__isnull=True):
        if remark.paragraph not in current.get(remark.part, ()):
            Remark.objects.filter(pk=remark.pk).update(resolved_at=now)


def cancel_round(*, task_state: TaskState, now: datetime) -> None:
    """End a round whose workflow was cancelled: the authors took the text back, or an editor stopped it."""
    known = Round.objects.open().filter(task_state=task_state.pk).first()
    if known is None:
        return
    with locks.round_lock(known.pk) as held:
        if held is None or held.outcome:
            return
        releasing.everybody(held, now=now)
        held.outcome, held.closed_at = Outcome.CANCELLED, now
        held.save(update_fields=["outcome", "closed_at"])
        _give_back(held, now=now)


def _give_back(row: Round, *, now: datetime) -> None:
    """Leave no submission with reviewers that nobody is: one that an editor stopped goes back to its authors.

    What its authors took back is a draft by now; what an editor published over the reviewers' heads is public.
    """
    if row.submission is None or row.submission.state not in {State.SUBMITTED, State.IN_REVIEW}:
        return
    page = Page.objects.get(pk=row.page_id)
    if page.live and page.live_revision_id is not None and page.live_revision_id >= row.revision_id:
        moves.by_review(submission=row.submission, to=State.PUBLIC, by=None, now=now)
        return
    note = _("The review was stopped in the back office. Send the text again, or ask the facilitators why.")
    moves.by_review(submission=row.submission, to=State.CHANGES_ASKED, by=None, now=now, note=note)


def prioritise(*, row: Round, by: User, priority: int) -> None:
    """Say how urgent a round is.

    Raises:
        ReviewGone: it is not hers to arrange.
    """
    if not can_arrange_round(by, row):
        raise ReviewGone
    Round.objects.open().filter(pk=row.pk).update(priority=Priority(priority))
