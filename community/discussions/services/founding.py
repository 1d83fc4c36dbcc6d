"""The demo's spaces and threads: the founding report's open questions, discussed by fictional members."""

import json
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from community.discussions.enums import Audience
from community.discussions.models import Post, Space, Thread
from community.discussions.services import posts, threads
from community.members.models import User
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
BETWEEN = timedelta(minutes=7)
NAMES = uuid.UUID("6d1f3c1e-5b0b-4e43-9a55-2f1f6a0f7a10")


@transaction.atomic
def load(*, now: datetime, members: dict[str, User]) -> None:
    """Make the spaces and threads that are missing; what is there is left alone, its dates too.

    Args:
        now: the present, from which the days count back.
        members: the demo's members by address.
    """
    spaces = _spaces()
    for row in json.loads((FIXTURES / "threads.json").read_text(encoding="utf-8")):
        if not Thread.objects.filter(space=spaces[row["space"]], title=row["title"]).exists():
            _thread(row, spaces[row["space"]], now, members)


def _spaces() -> dict[str, Space]:
    spaces = {}
    for position, row in enumerate(json.loads((FIXTURES / "spaces.json").read_text(encoding="utf-8"))):
        words = {f"title_{code}": text for code, text in row["title"].items()}
        words |= {f"purpose_{code}": text for code, text in row["purpose"].items()}
        space, made = Space.objects.get_or_create(
            slug=row["slug"], defaults={**words, "audience": Audience(row["access"]), "position": position}
        )
        if made:
            space.themes.set(_themes(row["themes"]))
        spaces[space.slug] = space
    return spaces


def _themes(slugs: list[str]) -> Any:
    return Term.objects.of(Vocabulary.THEMES).filter(slug__in=slugs)


def _thread(row: dict[str, Any], space: Space, now: datetime, members: dict[str, User]) -> None:
    thread = threads.open_thread(
        space=space,
        author=members[row["author"]],
        title=row["title"],
        text=row["body"],
        kind=row["kind"],
        language=row["language"],
        themes=_themes(row["themes"]),
        now=now - timedelta(days=row["days_ago"]),
        submission=uuid.uuid5(NAMES, row["key"]),
        paced=False,
    )
    _replies(thread, None, row, thread.created_at, now, members)
    if row["answered"]:
        threads.mark_answered(thread=thread, member=members[row["author"]])


def _replies(
    thread: Thread, parent: Post | None, row: dict[str, Any], after: datetime, now: datetime, members: dict[str, User]
) -> None:
    for number, answer in enumerate(row["replies"], start=1):
        # An answer given on the day of its question still comes after it.
        written = min(max(now - timedelta(days=answer["days_ago"]), after) + number * BETWEEN, now)
        post = posts.reply(
            thread=thread,
            parent=parent,
            author=members[answer["author"]],
            text=answer["body"],
            language=answer["language"],
            now=written,
            paced=False,
        )
        _replies(thread, post, answer, written, now, members)
