"""Passing a question on, to an expert or to a space, giving it back, and taking it back."""

from datetime import datetime

from community.desk import emails, experts, working
from community.desk.enums import Consent, Outcome, RouteKind, State
from community.desk.models import Question, Route
from community.desk.permissions import can_decline_question, can_route_question
from community.desk.services import steps
from community.desk.services.refusals import (
    MovedMeanwhile,
    NotAvailable,
    NotYours,
    PrivateOnly,
    RoutedAlready,
    WordsMissing,
)
from community.discussions.enums import ThreadKind
from community.discussions.models import Space, Thread
from community.discussions.services import threads
from community.members import contributions
from community.members.models import User
from foundation import markup


def to_expert(*, question: Question, by: User, expert_id: int, note: str, now: datetime) -> Route:
    """Pass a question on to a member who said that she can be asked; sent again, it is the same.

    Raises:
        ContributionRefused: QuestionGone, NotYours, RoutedAlready, MovedMeanwhile, NotAvailable.
    """
    with steps.held(question.pk, by) as (held, member):
        if not can_route_question(member, held):
            raise NotYours
        known = steps.open_route(held)
        if known is not None and (known.expert_id, known.by_id) == (expert_id, member.pk):
            return known
        _judge_free(held, known)
        expert = experts.offered(member, held).filter(user=expert_id).first()
        if expert is None:
            raise NotAvailable
        route = _route(held, member, now, kind=RouteKind.EXPERT, expert=expert.user, note=note)
        emails.owe_routed(route, now=now)
    return route


def to_space(*, question: Question, by: User, space: Space, title: str, text: str, now: datetime) -> Route:
    """Open a thread with a question: in her own words and name where she agreed, else in the facilitator's.

    Args:
        question: which.
        by: the facilitator.
        space: where.
        title, text: the facilitator's wording, for who is not named.
        now: the present.

    Raises:
        ContributionRefused: one of refusals.py, or what the space refuses.
    """
    with steps.held(question.pk, by) as (held, member):
        if not can_route_question(member, held):
            raise NotYours
        _judge_free(held, steps.open_route(held))
        if held.consent == Consent.NONE:
            raise PrivateOnly
        thread = _thread(held, member, space, title, text, now)
        return _route(held, member, now, kind=RouteKind.SPACE, thread=thread)


def _judge_free(held: Question, known: Route | None) -> None:
    if known is not None:
        raise RoutedAlready
    if held.state not in {State.ASKED, State.RAISED}:
        raise MovedMeanwhile


def _thread(held: Question, member: User, space: Space, title: str, text: str, now: datetime) -> Thread:
    named = held.consent == Consent.NAMED
    return threads.open_thread(
        space=space,
        author=held.asker if named else member,
        title=held.title if named else title,
        text=held.text if named else contributions.check(markup.tidy(text)),
        kind=ThreadKind.QUESTION,
        language=held.language,
        themes=[held.theme] if held.theme else [],
        territories=[held.territory] if held.territory else [],
        now=now,
        paced=False,
    )


def _route(
    held: Question,
    member: User,
    now: datetime,
    *,
    kind: RouteKind,
    expert: User | None = None,
    thread: Thread | None = None,
    note: str = "",
) -> Route:
    if held.state == State.RAISED or held.due_at <= now:
        # The first promise is over, or was not enough: a new one begins.
        held.due_at = working.due(now)
    route = Route.objects.create(
        question=held,
        kind=kind,
        expert=expert,
        thread=thread,
        by=member,
        note=steps.line(note),
        routed_at=now,
        remind_at=working.warning(held.due_at),
    )
    steps.take(held, State.ROUTED, by=member, now=now)
    return route


def decline(*, question: Question, by: User, reason: str, now: datetime) -> Question:
    """Give a question back: it is on the facilitators' list again, and no longer readable for her.

    Raises:
        ContributionRefused: QuestionGone, NotYours, WordsMissing.
    """
    with steps.held(question.pk, by) as (held, member):
        if not can_decline_question(member, held):
            raise NotYours
        if not steps.line(reason):
            raise WordsMissing
        steps.end_route(held, Outcome.DECLINED)
        steps.take(held, State.RAISED, by=member, now=now, note=reason)
        emails.owe_waiting(held, now=now)
    return held


def recall(*, question: Question, by: User, now: datetime) -> Question:
    """Take a question back from whom it was passed on to; again, it changes nothing.

    Raises:
        ContributionRefused: QuestionGone, NotYours.
    """
    with steps.held(question.pk, by) as (held, member):
        if not can_route_question(member, held):
            raise NotYours
        if held.state == State.ROUTED:
            steps.end_route(held, Outcome.ENDED)
            steps.take(held, State.RAISED, by=member, now=now)
    return held
