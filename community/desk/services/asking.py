"""What the asker does: ask, say what others may read, say whether it was answered, close."""

import uuid
from datetime import datetime

from django.db import transaction

from community.desk import emails, working
from community.desk.enums import Consent, Outcome, State
from community.desk.models import Answer, Publication, Question, Step
from community.desk.permissions import can_close_question, can_settle_question
from community.desk.services import steps
from community.desk.services.refusals import MovedMeanwhile, NothingAnswered, NotYours
from community.members import contributions, pacing
from community.members.models import User
from community.taxonomy.models import Term
from community.territories.models import Territory
from foundation import markup


@transaction.atomic
def ask(
    *,
    asker: User,
    title: str,
    text: str,
    language: str,
    consent: str,
    now: datetime,
    theme: Term | None = None,
    territory: Territory | None = None,
    submission: uuid.UUID | None = None,
    paced: bool = True,
) -> Question:
    """Ask the desk in private; the same form sent twice is one question.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    title, text = " ".join(markup.tidy(title).split()), contributions.check(markup.tidy(text))
    member = pacing.enter(asker)
    seal = contributions.seal(submission, member.pk, f"{title}:{text}")
    if seal and (sent := Question.objects.filter(submission=seal).first()):
        return sent
    if paced:
        pacing.check(member, now=now)
    question = Question(
        asker=member,
        title=title,
        text=text,
        html=markup.render(text),
        language=language,
        theme=theme,
        territory=territory,
        consent=Consent(consent),
        asked_at=now,
        due_at=working.due(now),
        submission=seal,
    )
    question.full_clean()
    question.save()
    Step.objects.create(question=question, before="", after=State.ASKED, by=member, taken_at=now)
    emails.owe_waiting(question, now=now)
    return question


def choose_consent(*, question: Question, by: User, consent: str, now: datetime) -> Question:
    """Say anew what others may read. What was published follows at once: without the name, or gone.

    Raises:
        QuestionGone, NotYours: it is somebody else's.
    """
    with steps.held(question.pk, by) as (held, member):
        if not can_settle_question(member, held):
            raise NotYours
        held.consent = Consent(consent)
        held.save(update_fields=["consent"])
        public = Publication.objects.filter(question=held).first()
        if public is not None and held.consent == Consent.NONE:
            public.delete()
            if held.state == State.PUBLISHED:
                steps.take(held, State.ANSWERED, by=member, now=now)
        elif public is not None:
            public.asker = member if held.consent == Consent.NAMED else None
            # Not by update(): the search listens to what is saved.
            public.save(update_fields=["asker"])
    return held


def judge(*, question: Question, by: User, helped: bool, note: str, now: datetime) -> Answer:
    """Say whether the latest answer answered it; if not, it is raised again with a new day.

    Raises:
        ContributionRefused: QuestionGone, NotYours, NothingAnswered.
    """
    with steps.held(question.pk, by) as (held, member):
        if not can_settle_question(member, held):
            raise NotYours
        answer = held.answers.last()
        if answer is not None and answer.helped == helped:
            return answer
        if answer is None or held.state != State.ANSWERED:
            raise NothingAnswered
        answer.helped = helped
        answer.save(update_fields=["helped"])
        if not helped:
            held.due_at = working.due(now)
            steps.take(held, State.RAISED, by=member, now=now, note=note)
            emails.owe_waiting(held, now=now)
    return answer


def close(*, question: Question, by: User, note: str, now: datetime) -> Question:
    """Close a question: its asker no longer needs it, or there is nothing left to do. Closed twice is closed.

    Raises:
        ContributionRefused: QuestionGone, NotYours, MovedMeanwhile.
    """
    with steps.held(question.pk, by) as (held, member):
        if not can_close_question(member, held):
            raise NotYours
        if held.state == State.CLOSED:
            return held
        if held.state == State.PUBLISHED:
            raise MovedMeanwhile
        steps.end_route(held, Outcome.ENDED)
        steps.take(held, State.CLOSED, by=member, now=now, note=note)
    return held


def moments(member_id: int, since: datetime) -> pacing.Moments:
    """Return when the member asked something after `since`."""
    return Question.objects.filter(asker=member_id, asked_at__gt=since).values_list("asked_at", flat=True)


def moments_of_answers(member_id: int, since: datetime) -> pacing.Moments:
    """Return when the member answered something after `since`."""
    return Answer.objects.filter(author=member_id, created_at__gt=since).values_list("created_at", flat=True)
