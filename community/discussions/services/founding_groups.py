"""The demo's spaces in groups, each with a thread by fictional members."""

import json
import uuid
from datetime import datetime, timedelta

from django.db import transaction

from community.discussions.enums import ThreadKind
from community.discussions.models import Space
from community.discussions.services import posts, threads
from community.discussions.services.founding import FIXTURES, NAMES
from community.groups.models import Group
from community.members.models import User
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term


@transaction.atomic
def load(*, now: datetime, members: dict[str, User]) -> None:
    """Make the spaces that are missing; groups and members are there already."""
    for row in json.loads((FIXTURES / "group_spaces.json").read_text(encoding="utf-8")):
        group = Group.objects.get(slug=row["group"])
        words = {"title_en": row["title"], "purpose_en": row["purpose"], "audience": row["audience"]}
        space, made = Space.objects.get_or_create(slug=row["slug"], defaults={**words, "group": group})
        if not made:
            continue
        told, written = row["thread"], now - timedelta(days=row["thread"]["days_ago"])
        thread = threads.open_thread(
            space=space,
            author=members[told["author"]],
            title=told["title"],
            text=told["body"],
            kind=ThreadKind.QUESTION,
            language=group.language,
            themes=Term.objects.of(Vocabulary.THEMES).filter(slug__in=told["themes"]),
            now=written,
            submission=uuid.uuid5(NAMES, told["key"]),
            paced=False,
        )
        for number, answer in enumerate(told["replies"], start=1):
            posts.reply(
                thread=thread,
                parent=None,
                author=members[answer["author"]],
                text=answer["body"],
                language=group.language,
                now=written + timedelta(hours=5 * number),
                paced=False,
            )
