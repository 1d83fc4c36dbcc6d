"""Moving a submission from one state to another, and telling its authors."""

from datetime import datetime

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction

from community.members.models import User
from home.practices.models import StoryPage
from home.practices.services import stand_ins
from home.submissions import emails, locks
from home.submissions.enums import MOVES, Mover, State
from home.submissions.models import Move, Submission
from home.submissions.permissions import can_move_submission
from home.submissions.services.refusals import IllegalMove, SubmissionGone


def by_member(*, submission: Submission, to: str, by: User, now: datetime, note: str = "") -> Submission:
    """Move a submission as an author or a facilitator may.

    Raises:
        SubmissionGone: it is not there for this member.
        IllegalMove: the table of moves has none from here to there, or it is not hers.
    """
    with locks.submission_lock(submission.pk) as held:
        if held is None or not Submission.objects.visible_to(by).filter(pk=held.pk).exists():
            raise SubmissionGone
        if held.state == to:
            return held
        if not can_move_submission(by, held, to):
            raise IllegalMove(held.get_state_display(), str(State(to).label))
        return _move(held, to=to, by=by, now=now, note=note)


def by_review(*, submission: Submission, to: str, by: User | None, now: datetime, note: str = "") -> Submission:
    """Move a submission as the review decided; `by` is who decided last.

    Raises:
        SubmissionGone: it was deleted meanwhile.
        IllegalMove: the table of moves has none from here to there.
    """
    with locks.submission_lock(submission.pk) as held:
        if held is None:
            raise SubmissionGone
        if held.state == to:
            return held
        if Mover.REVIEW not in MOVES.get((held.state, to), frozenset()):
            raise IllegalMove(held.get_state_display(), str(State(to).label))
        return _move(held, to=to, by=by, now=now, note=note)


@transaction.atomic
def _move(submission: Submission, *, to: str, by: User | None, now: datetime, note: str) -> Submission:
    move = Move.objects.create(submission=submission, before=submission.state, after=to, by=by, note=note, moved_at=now)
    submission.state, submission.moved_at = to, now
    submission.editor = submission.edited_at = None
    if to == State.SUBMITTED:
        submission.submitted_at = now
    submission.save(update_fields=["state", "moved_at", "editor", "edited_at", "submitted_at"])
    if to == State.ARCHIVED:
        _withdraw(submission.story, user=by)
    elif to == State.PUBLIC:
        _show(submission.story, user=by)
    emails.owe_moved(move, now=now)
    return submission


def _withdraw(story: StoryPage, *, user: User | None) -> None:
    """Take a public story out of sight in every language; its page, history and citations stay."""
    for page in StoryPage.objects.filter(translation_key=story.translation_key, live=True):
        UnpublishPageAction(page, user=user, log_action=True).execute(skip_permission_checks=True)


def _show(story: StoryPage, *, user: User | None) -> None:
    """Publish a story as its newest text stands, unless it is, with what stands in for it in the other languages."""
    fresh = StoryPage.objects.select_related("latest_revision").get(pk=story.pk)
    if not fresh.live and fresh.latest_revision is not None:
        fresh.latest_revision.publish(user=user, skip_permission_checks=True)
        fresh = StoryPage.objects.get(pk=story.pk)
    stand_ins.everywhere(fresh)
