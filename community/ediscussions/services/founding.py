"""The demo's facilitated discussion: over one of its threads, led and discussed by fictional members."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from community.discussions.models import Thread
from community.ediscussions import stories
from community.ediscussions.models import EDiscussion
from community.ediscussions.plans import Plan
from community.ediscussions.services import discussions, summaries
from community.ediscussions.timetable import midnight, today
from community.members.models import User

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
NOON = timedelta(hours=12)


@transaction.atomic
def load(*, now: datetime, members: dict[str, User]) -> None:
    """Make the discussions that are missing; what is there is left alone, its days too.

    Args:
        now: the present, from which the days count.
        members: the demo's members by address; spaces and threads are there already.
    """
    for row in json.loads((FIXTURES / "ediscussions.json").read_text(encoding="utf-8")):
        thread = Thread.objects.filter(space__slug=row["space"], title=row["title"]).order_by("pk").first()
        if thread is not None and not EDiscussion.objects.filter(rooms__thread=thread).exists():
            _discussion(row, thread, now, members)


def _discussion(row: dict[str, Any], thread: Thread, now: datetime, members: dict[str, User]) -> None:
    here, leader = today(row["zone"], now), members[row["leader"]]
    keys = [stories.named(f"/practices/{slug}/") for slug in row["stories"]]
    plan = Plan(
        title=thread.title,
        note=thread.posts.get(depth=0).text,
        language=thread.language,
        space=thread.space,
        themes=list(thread.themes.all()),
        facilitators=[leader],
        zone=row["zone"],
        starts_on=_day(here, row["starts"]),
        ends_on=_day(here, row["ends"]),
        reply_due_days=14,
        questions=tuple((_day(here, one["day"]), one["text"]) for one in row["questions"]),
        stories=tuple(str(key) for key in keys if key is not None),
    )
    discussion = discussions.adopt(thread=thread, by=leader, plan=plan, now=now)
    for one in row["summaries"]:
        summaries.write(
            discussion=discussion,
            by=leader,
            week=one["week"],
            language=one["language"],
            title=one["title"],
            text=one["text"],
            posts=[],
            base=0,
            now=min(midnight(_day(here, one["day"]), row["zone"]) + NOON, now),
        )


def _day(here: date, number: int) -> date:
    return here + timedelta(days=number)
