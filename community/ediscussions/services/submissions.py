"""The form of a call for submissions, and what members hand in by it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from community.discussions.permissions import can_write_space
from community.ediscussions import gate
from community.ediscussions.models import EDiscussion, FormAnswer, FormQuestion, Room, Submission
from community.ediscussions.plans import Field
from community.ediscussions.services.discussions import held
from community.ediscussions.services.refusals import EDiscussionGone, FormSettled, NoForm
from community.members import contributions, pacing
from community.members.models import User
from foundation import markup


def set_form(*, discussion: EDiscussion, by: User, intro: str, fields: Sequence[Field]) -> None:
    """Write down what members are asked; an empty form asks for nothing.

    Raises:
        EDiscussionGone: the discussion is not hers to change.
        FormSettled: somebody has answered.
    """
    with held(discussion, by) as row:
        asked = [(each.label, each.help, each.is_required, each.is_long) for each in fields]
        known = list(row.form_questions.values_list("label", "help", "is_required", "is_long"))
        if asked != known and row.submissions.exists():
            raise FormSettled
        row.form_intro = markup.tidy(intro)
        row.save(update_fields=["form_intro"])
        if asked == known:
            return
        row.form_questions.all().delete()
        FormQuestion.objects.bulk_create(
            FormQuestion(
                discussion=row,
                position=position,
                label=each.label,
                help=each.help,
                is_required=each.is_required,
                is_long=each.is_long,
            )
            for position, each in enumerate(fields)
        )


@transaction.atomic
def hand_in(
    *,
    discussion: EDiscussion,
    by: User,
    language: str,
    is_confidential: bool,
    answers: Mapping[int, str],
    form_key: uuid.UUID | None,
    now: datetime,
) -> Submission:
    """Hand in a submission while the discussion is open; the same form sent twice is one.

    Args:
        answers: text by key of the question.

    Raises:
        NoForm: nothing is asked for.
        EDiscussionGone: she may not write there.
        ContributionRefused: the discussion is not open, or she wrote too much in a short while.
    """
    # The row is shared with whoever changes the form, so that no answer is given to a question that goes.
    row = EDiscussion.objects.select_for_update(of=("self",), no_key=True).filter(pk=discussion.pk).first()
    member = pacing.enter(by)
    room = Room.objects.readable(member).filter(discussion=row).select_related("thread__space__group").first()
    if row is None or room is None or not can_write_space(member, room.thread.space):
        raise EDiscussionGone
    told = "".join(f"{key}:{text}" for key, text in sorted(answers.items()))
    seal = contributions.seal(form_key, member.pk, told)
    if seal and (sent := Submission.objects.filter(seal=seal).first()):
        return sent
    if (refused := gate.refusal(room.thread, now)) is not None:
        raise refused
    questions = list(row.form_questions.all())
    if not questions:
        raise NoForm
    pacing.check(member, now=now)
    submission = Submission.objects.create(
        discussion=row,
        author=member,
        language=language,
        is_confidential=is_confidential,
        created_at=now,
        seal=seal,
    )
    FormAnswer.objects.bulk_create(
        FormAnswer(submission=submission, question=question, text=markup.tidy(answers[question.pk]))
        for question in questions
        if answers.get(question.pk)
    )
    return submission


def moments(member_id: int, since: datetime) -> pacing.Moments:
    """Return when the member handed something in after `since`."""
    return Submission.objects.filter(author=member_id, created_at__gt=since).values_list("created_at", flat=True)
