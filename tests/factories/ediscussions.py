"""Facilitated discussions for tests, made through the services."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from community.discussions.models import Post, Thread
from community.ediscussions.models import EDiscussion, Proceedings, Summary
from community.ediscussions.plans import Field, Plan
from community.ediscussions.services import discussions, replies, submissions, summaries
from community.members.enums import RoleGroup
from community.members.models import User
from foundation import clock
from tests.factories import discussions as made
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory

DAY = timedelta(days=1)
_count = iter(range(1, 10**6))


def noon(day: date, zone: str = "UTC") -> datetime:
    """Return noon of a day in a zone."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))


def discussion(*, leader: User | None = None, **fields: Any) -> EDiscussion:
    """Return a discussion that has been open for eight days and closes in ten, with two questions."""
    today = fields.pop("today", None) or clock.now().date()
    leader = leader or UserFactory(role=RoleGroup.FACILITATORS)
    starts_on = fields.get("starts_on", today - 8 * DAY)
    values: dict[str, Any] = {
        "title": f"Discussion {next(_count)}",
        "note": "What keeps people **coming back**?",
        "language": "en",
        "space": None,
        "themes": [TermFactory(slug="local-governance")],
        "facilitators": [leader],
        "zone": "UTC",
        "starts_on": starts_on,
        "ends_on": starts_on + 18 * DAY,
        "reply_due_days": 14,
        "questions": ((starts_on, "The table"), (starts_on + 7 * DAY, "Between two funds")),
        **fields,
    }
    values["space"] = values["space"] or made.SpaceFactory()
    return discussions.make(by=leader, plan=Plan(**values), form_key=None, now=clock.now() - 30 * DAY, paced=False)


def planned(**fields: Any) -> EDiscussion:
    """Return a discussion that opens in three days."""
    return discussion(starts_on=clock.now().date() + 3 * DAY, **fields)


def over(**fields: Any) -> EDiscussion:
    """Return a discussion whose last day was yesterday."""
    return discussion(starts_on=clock.now().date() - 19 * DAY, **fields)


def leader_of(row: EDiscussion) -> User:
    """Return its first facilitator."""
    return row.facilitators.order_by("pk")[0]


def thread_of(row: EDiscussion, language: str = "en") -> Thread:
    """Return the thread of a room."""
    return Thread.objects.get(room__discussion=row, room__language=language)


def post(row: EDiscussion, *, on: date | None = None, **fields: Any) -> Post:
    """Return a reply that was written on a day of the discussion, its first day unless told otherwise."""
    return made.post(thread_of(row), now=noon(on or row.starts_on, row.zone), **fields)


def summary(row: EDiscussion, **fields: Any) -> Summary:
    """Return a summary of the first week."""
    values: dict[str, Any] = {
        "week": 1,
        "language": "en",
        "title": "So far we agree on the table",
        "text": "- Seats are named.\n- The chair is open.",
        "posts": [],
        "base": 0,
        "by": leader_of(row),
        "now": clock.now(),
        **fields,
    }
    return summaries.write(discussion=row, **values)


def reply(row: EDiscussion, **fields: Any) -> Proceedings:
    """Return a published consolidated reply."""
    values: dict[str, Any] = {
        "language": "en",
        "synopsis": "A council works when it decides **something** each time.",
        "resources": [{"url": "https://example.org/", "title": "A guide"}],
        "posts": [],
        "publish": True,
        "base": 0,
        "by": leader_of(row),
        "now": clock.now(),
        **fields,
    }
    return replies.write(discussion=row, **values)


def form(row: EDiscussion, *labels: str) -> None:
    """Ask members some questions."""
    fields = [Field(label) for label in labels or ("What did you try?", "What did it bring?")]
    submissions.set_form(discussion=row, by=leader_of(row), intro="Tell us what you tried.", fields=fields)


def handed_in(row: EDiscussion, author: User | None = None, **fields: Any) -> Any:
    """Return a public submission."""
    questions = list(row.form_questions.all())
    values: dict[str, Any] = {
        "by": author or UserFactory(),
        "language": "en",
        "is_confidential": False,
        "answers": {each.pk: f"Words on {each.label}" for each in questions},
        "form_key": None,
        "now": clock.now(),
        **fields,
    }
    return submissions.hand_in(discussion=row, **values)
