"""Calls for tests."""

from datetime import timedelta
from typing import Any

from community.members.enums import RoleGroup
from community.members.models import User
from community.taxonomy.enums import Vocabulary
from foundation import clock
from home.calls.models import Answer, Call
from home.calls.services import answers, calls, scoring
from home.calls.telling import Told
from home.submissions.services import drafts, sending
from tests.factories import stories, submissions
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory

DAY = timedelta(days=1)


def call(**values: Any) -> Call:
    """Return a call that is open: since yesterday, for ten days."""
    now = clock.now()
    told = {
        "title": "Desks that last",
        "wanted": "practices",
        "text": "Tell us how a desk outlived its project.",
        "themes": [TermFactory(vocabulary=Vocabulary.THEMES, slug="desk")],
        "countries": ["SN"],
        "zone": "Africa/Dakar",
        "opens_at": now - DAY,
        "closes_at": now + 10 * DAY,
        "criteria": (("Repeatable", 3), ("Cheap", 1)),
    } | values
    owner = told.pop("owner", None) or UserFactory(role=RoleGroup.FACILITATORS)
    return calls.make(by=owner, told=Told(**told), form_key=None, now=now)


def close(row: Call) -> None:
    """Let a call have closed a moment ago."""
    Call.objects.filter(pk=row.pk).update(closes_at=clock.now() - timedelta(seconds=1))


def draft(row: Call, author: User | None = None, *, title: str = "A desk that lasts") -> Answer:
    """Return a draft that answers a call."""
    stories.index()
    return answers.begin(
        call=row,
        by=author or UserFactory(),
        title=title,
        language="en",
        organisation=None,
        kind="practice",
        form_key=None,
        now=clock.now(),
    )


def fill(answer: Answer) -> None:
    """Write everything the short form asks for."""
    submission = answer.submission
    drafts.write(
        submission=submission,
        by=submission.author,
        base=None,
        change=submissions.fill,
        now=clock.now(),
        consents=submissions.CONSENTS,
    )


def handed_in(row: Call, author: User | None = None, **values: Any) -> Answer:
    """Return an answer that was sent in time."""
    answer = draft(row, author, **values)
    fill(answer)
    sending.send(submission=answer.submission, by=answer.submission.author, now=clock.now())
    return Answer.objects.select_related("call", "submission__author").get(pk=answer.pk)


def judge(row: Call, **values: Any) -> User:
    """Return a member on the panel."""
    member = UserFactory(**values)
    row.panel.create(member=member, added_at=clock.now())
    return member


def marks(row: Call, *points: int) -> dict[int, tuple[int, str]]:
    """Return points by criterion, in their order."""
    return {each.pk: (given, "Because.") for each, given in zip(row.criteria.all(), points, strict=True)}


def scored(answer: Answer, by: User, *points: int) -> None:
    """Let a judge declare no conflict and score."""
    scoring.declare(answer=answer, by=by, has_conflict=False, note="", now=clock.now())
    scoring.score(answer=answer, by=by, marks=marks(answer.call, *points), now=clock.now())
