"""Answering a question, and publishing the answer with its asker's consent."""

import uuid
from datetime import datetime

from community.desk import emails
from community.desk.enums import Consent, Outcome, State
from community.desk.models import Answer, Publication, Question
from community.desk.permissions import can_answer_question, can_see_desk
from community.desk.services import steps
from community.desk.services.refusals import (
    MovedMeanwhile,
    NothingAnswered,
    NotYours,
    PrivateOnly,
    WordsMissing,
)
from community.members import contributions, pacing
from community.members.models import User
from foundation import markup


def answer(
    *,
    question: Question,
    by: User,
    text: str,
    now: datetime,
    is_named: bool = False,
    submission: uuid.UUID | None = None,
    paced: bool = True,
) -> Answer:
    """Answer a question; its asker gets a mail. The same form sent twice is one answer.

    Raises:
        ContributionRefused: QuestionGone, NotYours, MovedMeanwhile, or one about the text.
    """
    text = contributions.check(markup.tidy(text))
    with steps.held(question.pk, by) as (held, _member):
        member = pacing.enter(by)
        seal = contributions.seal(submission, member.pk, f"{held.pk}:{text}")
        if seal and (sent := Answer.objects.filter(submission=seal).first()):
            return sent
        if not can_answer_question(member, held):
            raise MovedMeanwhile if not held.is_waiting else NotYours
        if paced:
            pacing.check(member, now=now)
        made = Answer.objects.create(
            question=held,
            author=member,
            text=text,
            html=markup.render(text),
            is_named=is_named,
            created_at=now,
            submission=seal,
        )
        route = steps.open_route(held)
        mine = route is None or route.thread_id is not None or route.expert_id == member.pk
        steps.end_route(held, Outcome.ANSWERED if mine else Outcome.ENDED)
        steps.take(held, State.ANSWERED, by=member, now=now)
        emails.owe_answered(made, now=now)
    return made


def publish(*, question: Question, by: User, title: str, asked: str, answered: str, now: datetime) -> Publication:
    """Let everybody read question and answer, in words edited for that, as far as the asker agrees now.

    Raises:
        ContributionRefused: QuestionGone, NotYours, PrivateOnly, NothingAnswered, WordsMissing.
    """
    title = " ".join(markup.tidy(title).split())
    asked, answered = markup.tidy(asked), markup.tidy(answered)
    with steps.held(question.pk, by) as (held, member):
        if not can_see_desk(member):
            raise NotYours
        known = Publication.objects.filter(question=held).first()
        if known is not None:
            return known
        if held.consent == Consent.NONE:
            raise PrivateOnly
        last = held.answers.select_related("author").last()
        if last is None or held.state != State.ANSWERED:
            raise NothingAnswered
        if not (title and asked and answered):
            raise WordsMissing
        made = Publication(
            question=held,
            asker=held.asker if held.consent == Consent.NAMED else None,
            author=last.author if last.is_named else None,
            title=title,
            asked=asked,
            asked_html=markup.render(asked),
            answered=answered,
            answered_html=markup.render(answered),
            language=held.language,
            theme=held.theme,
            territory=held.territory,
            published_at=now,
        )
        made.full_clean()
        made.save()
        steps.take(held, State.PUBLISHED, by=member, now=now)
    return made
