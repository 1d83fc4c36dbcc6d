"""Mails of the desk: owed with the step they tell of, judged again at the moment of sending.

No subject says what was asked: it lies open in every list of mails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from community.desk import working
from community.desk.enums import Outcome, State
from community.desk.models import Answer, Question, Route
from community.desk.querysets import keeps_desk
from community.members.enums import RoleGroup
from community.members.models import User
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose

WAITING = "desk.waiting"
ROUTED = "desk.routed"
REMINDER = "desk.reminder"
ANSWERED = "desk.answered"
RAISED = "desk.raised"


@dataclass(frozen=True)
class Words:
    """What a mail says: subject and heading, paragraphs, the answer if it brings one, and one link."""

    title: str
    lines: list[str]
    path: str
    link: str
    answer: Answer | None = None


def owe_waiting(question: Question, *, now: datetime) -> None:
    """Owe every facilitator word that a question waits to be passed on."""
    people = User.objects.filter(is_active=True, groups__name=RoleGroup.FACILITATORS.value).select_related("profile")
    number = question.steps.count()
    for member in people.exclude(pk=question.asker_id):
        _owe(WAITING, member, f"question {question.pk} {number}", now, question=question.pk)


def owe_routed(route: Route, *, now: datetime) -> None:
    """Owe the expert word that a question waits for her."""
    _owe(ROUTED, route.expert, f"route {route.pk}", now, route=route.pk)


def owe_reminder(route: Route, *, now: datetime) -> None:
    """Owe the expert a reminder."""
    _owe(REMINDER, route.expert, f"route {route.pk}", now, route=route.pk)


def owe_answered(answer: Answer, *, now: datetime) -> None:
    """Owe the asker her answer."""
    _owe(ANSWERED, answer.question.asker, f"answer {answer.pk}", now, answer=answer.pk)


def owe_raised(question: Question, *, now: datetime) -> None:
    """Owe the asker word that her answer is late and was asked for again."""
    number = question.steps.count()
    _owe(RAISED, question.asker, f"question {question.pk} {number}", now, question=question.pk)


def _owe(kind: str, member: User | None, period: str, now: datetime, **context: int) -> None:
    if member is None:
        return
    profile = getattr(member, "profile", None)
    debts.owe(
        kind=kind,
        recipient=member.email,
        period=f"{period} for {member.pk}",
        language=profile.interface_language if profile else "en",
        now=now,
        context={"member": member.pk, **context},
    )


def write(mail: Mail, now: datetime) -> Letter | None:
    """Write a mail of the desk, as long as it is still so and its reader may still know."""
    rows = User.objects.select_related("profile").filter(is_active=True)
    reader = rows.filter(pk=mail.context.get("member")).first()
    if reader is None or reader.email.lower() != mail.recipient.lower():
        return None
    with translation.override(mail.language):
        words = _WRITERS[mail.kind](mail, reader)
    if words is None:
        return None
    zone = reader.profile.time_zone if hasattr(reader, "profile") else "UTC"
    return compose("desk/emails/desk", {"words": words}, language=mail.language, zone=zone)


def _waiting(mail: Mail, reader: User) -> Words | None:
    question = Question.objects.filter(pk=mail.context.get("question")).first()
    if question is None or not keeps_desk(reader) or question.state not in {State.ASKED, State.RAISED}:
        return None
    return Words(
        title=_("A question waits at the desk"),
        lines=[_("It waits to be passed on. Its answer is due on %(day)s.") % {"day": _day(question)}],
        path=question.get_absolute_url(),
        link=_("Read the question"),
    )


def _routed(mail: Mail, reader: User) -> Words | None:
    route = _open_route(mail, reader)
    if route is None:
        return None
    lines = [
        _("A member asked the desk, and the facilitators think that you can answer."),
        _("The answer is due on %(day)s. If you cannot answer, say so on the page.") % {"day": _day(route.question)},
    ]
    path = route.question.get_absolute_url()
    return Words(title=_("A question waits for you"), lines=lines, path=path, link=_("Read and answer"))


def _reminder(mail: Mail, reader: User) -> Words | None:
    route = _open_route(mail, reader)
    if route is None:
        return None
    lines = [
        _("The answer is due on %(day)s. After that day the facilitators ask somebody else.")
        % {"day": _day(route.question)}
    ]
    path = route.question.get_absolute_url()
    return Words(title=_("A question still waits for you"), lines=lines, path=path, link=_("Read and answer"))


def _answered(mail: Mail, reader: User) -> Words | None:
    rows = Answer.objects.select_related("question", "author")
    answer = rows.filter(pk=mail.context.get("answer"), question__asker=reader).first()
    if answer is None:
        return None
    return Words(
        title=_("Your question has an answer"),
        lines=[_("Say on its page whether it answered, and what others may read.")],
        path=answer.question.get_absolute_url(),
        link=_("To your question"),
        answer=answer,
    )


def _raised(mail: Mail, reader: User) -> Words | None:
    question = Question.objects.filter(pk=mail.context.get("question"), asker=reader, state=State.RAISED).first()
    if question is None:
        return None
    return Words(
        title=_("Your question was raised again"),
        lines=[_("No answer came in time. The facilitators were told and pass it on again.")],
        path=question.get_absolute_url(),
        link=_("To your question"),
    )


def _open_route(mail: Mail, reader: User) -> Route | None:
    rows = Route.objects.select_related("question").filter(outcome=Outcome.OPEN, question__state=State.ROUTED)
    return rows.filter(pk=mail.context.get("route"), expert=reader).first()


def _day(question: Question) -> str:
    return date_format(working.day_of(question.due_at), pgettext("date format", "l j F Y"))


_WRITERS: dict[str, Callable[[Mail, User], Words | None]] = {
    WAITING: _waiting,
    ROUTED: _routed,
    REMINDER: _reminder,
    ANSWERED: _answered,
    RAISED: _raised,
}


def register() -> None:
    """Tell the outbox who writes these mails."""
    for kind in _WRITERS:
        renderers.register(kind, write)
