"""Answering a call: beginning a draft, and noting when it was handed in."""

import uuid
from datetime import datetime

from django.db import models, transaction

from community.members.models import Organisation, User
from home.calls import emails
from home.calls.enums import State
from home.calls.models import Answer, Call
from home.calls.services.refusals import CallClosed, CallGone, CallNotOpen
from home.submissions.enums import State as Standing
from home.submissions.models import Move, Submission
from home.submissions.services import drafts


@transaction.atomic
def begin(
    *,
    call: Call,
    by: User,
    title: str,
    language: str,
    organisation: Organisation | None,
    kind: str,
    form_key: uuid.UUID | None,
    now: datetime,
) -> Answer:
    """Begin a draft that answers a call; the same form sent twice begins one.

    Raises:
        CallGone, CallNotOpen, CallClosed: it takes no answers at this moment.
    """
    held = Call.objects.select_for_update(of=("self",), no_key=True).filter(pk=call.pk).first()
    if held is None:
        raise CallGone
    state = held.state(now=now)
    if state == State.PLANNED:
        raise CallNotOpen
    if state == State.CLOSED:
        raise CallClosed
    submission = drafts.begin(
        author=by, title=title, language=language, organisation=organisation, form_key=form_key, kind=kind, now=now
    )
    answer, _made = Answer.objects.get_or_create(call=held, submission=submission, defaults={"begun_at": now})
    return answer


def follow(*, move: Move) -> None:
    """Note that a draft was sent, when that was in time; forget it when it is taken back.

    What comes too late stays what it is: a practice on its way, and no answer to the call.
    """
    rows = Answer.objects.filter(submission=move.submission_id)
    if move.after == Standing.DRAFT:
        rows.update(handed_in_at=None, revision=None)
    elif move.after == Standing.SUBMITTED:
        calls = Call.objects.open(now=move.moved_at)
        text = Submission.objects.filter(pk=move.submission_id).values("story__latest_revision")
        sent = rows.filter(handed_in_at__isnull=True, call__in=calls)
        sent.update(handed_in_at=move.moved_at, revision=models.Subquery(text))


def remind(*, now: datetime) -> int:
    """Owe a reminder to who has a draft for a call that closes soon, once a call; return how many are owed now."""
    drafts_ = Answer.objects.filter(
        submission__state=Standing.DRAFT,
        handed_in_at__isnull=True,
        call__in=Call.objects.open(now=now).filter(closes_at__lte=now + emails.BEFORE),
    )
    return sum(emails.owe_closing(answer, now=now) for answer in drafts_.select_related("call", "submission"))
