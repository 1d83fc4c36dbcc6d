"""The demo's questions at the desk: one waits for its expert, one has become public. No mail is owed for them."""

import json
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from community.desk import working
from community.desk.enums import Outcome, RouteKind, State
from community.desk.models import Answer, Publication, Question, Route, Step
from community.members.models import User
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from foundation import markup

SOURCE = Path(__file__).resolve().parents[1] / "fixtures" / "demo.json"
NAMES = uuid.UUID("3f0a3a5e-6d0f-4c58-9a55-7a1f6a0f7a12")
DAY = timedelta(days=1)
KEEPER = "facilitator@demo.example"


@transaction.atomic
def load(*, now: datetime, members: dict[str, User]) -> None:
    """Make the questions that are missing; what is there is left alone, its dates too.

    Args:
        now: the present, from which the days count back.
        members: the demo's members by address.
    """
    for told in json.loads(SOURCE.read_text(encoding="utf-8")):
        seal = uuid.uuid5(NAMES, told["key"])
        if not Question.objects.filter(submission=seal).exists():
            _question(told, seal, now, members)


def _question(told: dict[str, Any], seal: uuid.UUID, now: datetime, members: dict[str, User]) -> None:
    asked_at, asker = now - told["days_ago"] * DAY, members[told["asker"]]
    question = Question.objects.create(
        asker=asker,
        title=told["title"],
        text=told["text"],
        html=markup.render(told["text"]),
        language=told["language"],
        theme=Term.objects.of(Vocabulary.THEMES).filter(slug=told["theme"]).first(),
        consent=told["consent"],
        asked_at=asked_at,
        due_at=working.due(asked_at),
        submission=seal,
    )
    _step(question, State.ASKED, asker, asked_at)
    route = _route(question, members[told["expert"]], members[KEEPER], asked_at + timedelta(hours=3))
    if "answer" in told:
        _answer(question, route, told, now)
    if "published" in told:
        _publish(question, told["published"], members[KEEPER], now)


def _step(question: Question, to: State, by: User | None, at: datetime) -> None:
    before = "" if to == State.ASKED else question.state
    question.state = to
    question.save(update_fields=["state"])
    Step.objects.create(question=question, before=before, after=to, by=by, taken_at=at)


def _route(question: Question, expert: User, by: User, at: datetime) -> Route:
    _step(question, State.ROUTED, by, at)
    return Route.objects.create(
        question=question,
        kind=RouteKind.EXPERT,
        expert=expert,
        by=by,
        routed_at=at,
        remind_at=working.warning(question.due_at),
    )


def _answer(question: Question, route: Route, told: dict[str, Any], now: datetime) -> None:
    at = now - told["answered_days_ago"] * DAY
    Answer.objects.create(
        question=question,
        author=route.expert,
        text=told["answer"],
        html=markup.render(told["answer"]),
        is_named=True,
        helped=told["helped"],
        created_at=at,
    )
    route.outcome = Outcome.ANSWERED
    route.save(update_fields=["outcome"])
    _step(question, State.ANSWERED, route.expert, at)


def _publish(question: Question, told: dict[str, Any], by: User, now: datetime) -> None:
    at = now - told["days_ago"] * DAY
    Publication.objects.create(
        question=question,
        author=question.answers.get().author,
        title=told["title"],
        asked=told["asked"],
        asked_html=markup.render(told["asked"]),
        answered=told["answered"],
        answered_html=markup.render(told["answered"]),
        language=question.language,
        theme=question.theme,
        published_at=at,
    )
    _step(question, State.PUBLISHED, by, at)
