"""What the pages of the desk show to one reader, in a number of queries that does not depend on their length."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from community.desk import working
from community.desk.enums import Filter, State
from community.desk.models import Answer, Publication, Question, Route
from community.desk.permissions import (
    can_answer_question,
    can_close_question,
    can_decline_question,
    can_route_question,
    can_see_desk,
    can_settle_question,
)
from community.desk.services import steps
from community.members.contributions import name_of
from community.members.models import User

PER_PAGE = 20
SIGNS = {
    State.ASKED: ("info", "envelope"),
    State.ROUTED: ("waiting", "arrow-right"),
    State.RAISED: ("waiting", "bell"),
    State.ANSWERED: ("ok", "check-circle"),
    State.PUBLISHED: ("ok", "check-circle-fill"),
    State.CLOSED: ("quiet", "lock"),
}


@dataclass(frozen=True)
class Row:
    """One question of a list. to: with whom it is; due_on: the last day on which an answer is in time."""

    question: Question
    status: tuple[str, str, str]
    due_on: date
    is_late: bool
    to: str = ""


def status(question: Question) -> tuple[str, str, str]:
    """Return kind, icon and words of a question's status label."""
    return (*SIGNS[State(question.state)], str(question.get_state_display()))


def row(question: Question, now: datetime, *, to: str = "") -> Row:
    """Return one line of a list."""
    return Row(question, status(question), working.day_of(question.due_at), question.is_late(now=now), to)


def promise(now: datetime) -> dict[str, Any]:
    """Return how many working days an answer takes, and the last of them for who asks now."""
    return {"days": settings.DESK_ANSWER_DAYS, "until": working.last_day(now)}


def own(user: Any, page: str | None, *, now: datetime) -> dict[str, Any]:
    """Return what the desk shows to a member: her questions, and those that wait for her."""
    page_obj = Paginator(Question.objects.asked_by(user).order_by("-asked_at", "-pk"), PER_PAGE).get_page(page)
    return {
        "page_obj": page_obj,
        "rows": [row(question, now) for question in page_obj],
        "waiting": [row(question, now) for question in Question.objects.waiting_for(user)],
        "keeps": can_see_desk(user),
        **promise(now),
    }


def queue(chosen: str, page: str | None, *, now: datetime) -> dict[str, Any]:
    """Return a page of the facilitators' list, what is due first leading."""
    chosen = chosen if chosen in Filter.values else Filter.NEW
    rows = Question.objects.shown_by(chosen, now=now).for_listing()
    page_obj = Paginator(rows, PER_PAGE).get_page(page)
    filters = [
        (value, label, Question.objects.shown_by(value, now=now).count(), value == chosen)
        for value, label in Filter.choices
    ]
    return {
        "page_obj": page_obj,
        "rows": [row(question, now, to=_with_whom(question)) for question in page_obj],
        "filters": filters,
        "chosen": chosen,
    }


def _with_whom(question: Question) -> str:
    routes: list[Route] = question.open_routes  # type: ignore[attr-defined]  # prefetched by for_listing
    return to_whom(routes[0]) if routes else ""


def to_whom(route: Route) -> str:
    """Return the name of the expert, or the space, that a question was passed on to."""
    if route.thread is not None:
        return route.thread.space.title
    return name_of(route.expert)


def reading(question: Question, user: Any, *, now: datetime) -> dict[str, Any]:
    """Return what the page of a question shows to one who may read it."""
    keeps, settles = can_route_question(user, question), can_settle_question(user, question)
    answers = list(question.answers.select_related("author"))
    routes = question.routes.select_related("expert", "thread__space")
    log = question.steps.select_related("by")
    return {
        "question": question,
        "status": status(question),
        "due_on": working.day_of(question.due_at),
        "is_late": question.is_late(now=now),
        "answers": [(answer, name_of(answer.author)) for answer in answers],
        "routes": [(route, to_whom(route)) for route in routes] if keeps else [],
        "note": _note_for(question, user),
        "threads": [route.thread for route in routes if route.thread is not None],
        "log": [(step, name_of(step.by) if step.by_id else "") for step in log],
        "keeps": keeps,
        "settles": settles,
        "can_answer": can_answer_question(user, question),
        "can_decline": can_decline_question(user, question),
        "can_close": can_close_question(user, question) and question.state not in {State.CLOSED, State.PUBLISHED},
        "can_judge": settles and question.state == State.ANSWERED and bool(answers),
        "publication": Publication.objects.filter(question=question).first(),
    }


def _note_for(question: Question, user: User) -> str:
    route = steps.open_route(question)
    return route.note if route is not None and route.expert_id == user.pk else ""


def as_published(question: Question) -> dict[str, str]:
    """Return what the form for publishing begins with."""
    answer: Answer | None = question.answers.last()
    return {"title": question.title, "asked": question.text, "answered": answer.text if answer else ""}


def asker_of(public: Publication) -> str:
    """Return who asked, as everybody may know it."""
    return public.asker.name if public.asker is not None else _("A member")


def author_of(public: Publication) -> str:
    """Return who answered, as everybody may know it."""
    return public.author.name if public.author is not None else _("The desk")
