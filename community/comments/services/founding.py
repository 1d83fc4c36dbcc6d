"""The demo's comments on stories and briefs, by fictional members."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from community.comments.models import PageComment
from community.comments.services import comments
from community.members.models import User
from foundation import markup

SOURCE = Path(__file__).resolve().parents[1] / "fixtures" / "comments.json"
BETWEEN = timedelta(minutes=7)


@transaction.atomic
def load(*, now: datetime, members: dict[str, User], source: Path = SOURCE) -> None:
    """Write the comments that are missing; what is there is left alone, its dates too.

    Args:
        now: the present, from which the days count back.
        members: the demo's members by address.
        source: a file shaped like fixtures/comments.json.
    """
    for row in json.loads(source.read_text(encoding="utf-8")):
        page = _page(row)
        if page is not None and not PageComment.objects.on(page).filter(comment=markup.tidy(row["body"])).exists():
            _write(row, page, None, now - timedelta(days=row["days_ago"]), now, members)


def _page(row: dict[str, Any]) -> Page | None:
    # The page types live above this app: a fixture names them by the first part of their model's name.
    found = Page.objects.filter(
        slug=row["slug"],
        content_type__model=f"{row['page']}page",
        alias_of__isnull=True,
        locale=Locale.get_default(),
        live=True,
    ).first()
    return found.specific.source if found else None


def _write(
    row: dict[str, Any],
    page: Page,
    parent: PageComment | None,
    after: datetime,
    now: datetime,
    members: dict[str, User],
) -> None:
    written = min(max(now - timedelta(days=row["days_ago"]), after) + BETWEEN, now)
    comment = comments.write(
        page=page,
        author=members[row["author"]],
        text=row["body"],
        language=row["language"],
        parent=parent,
        now=written,
        paced=False,
    )
    for answer in row["replies"]:
        _write(answer, page, comment, written, now, members)
