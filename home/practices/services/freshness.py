"""Asking once a year whether a story is still true, and writing down the answer (FEATURES A18)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import User
from home.practices import emails
from home.practices.display import FRESH_FOR
from home.practices.models import Confirmation, StoryPage
from home.practices.permissions import can_confirm_story


class NotYours(Exception):  # the house names a refusal by what happened
    """The member does not answer for the story."""

    def __init__(self) -> None:
        self.sentence = _("Only who wrote the story, or speaks for its authority, can confirm it.")
        super().__init__(self.sentence)


@dataclass(frozen=True)
class Stale:
    """A story that nobody has confirmed for a year. since: last confirmed or published; asked: who can be asked."""

    story: StoryPage
    since: date
    asked: int


@transaction.atomic
def confirm(*, story: StoryPage, by: User, now: datetime) -> Confirmation:
    """Write down that a story is still true; twice a day counts once.

    Raises:
        NotYours: neither an author, nor a speaker of its authority, nor a facilitator.
    """
    member = User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    if not can_confirm_story(member, story, now=now):
        raise NotYours
    row, _made = Confirmation.objects.get_or_create(
        story_key=story.translation_key, confirmed_on=now.date(), defaults={"by": member}
    )
    return row


def stale(*, now: datetime) -> list[Stale]:
    """Return every story that waits for a confirmation, longest first; two queries and one for who answers."""
    stories = list(StoryPage.objects.sources().select_related("authority", "locale").order_by("first_published_at"))
    last: dict[UUID, date] = dict(
        Confirmation.objects.order_by("confirmed_on").values_list("story_key", "confirmed_on")
    )
    limit = (now - FRESH_FOR).date()
    rows = []
    for story in stories:
        since = last.get(story.translation_key) or (story.first_published_at or now).date()
        if since <= limit:
            rows.append(Stale(story, since, 0))
    asked = emails.askable([row.story for row in rows], now=now)
    return [Stale(row.story, row.since, len(asked.get(row.story.pk, []))) for row in rows]


def ask(*, now: datetime) -> int:
    """Owe a question to everybody who answers for a stale story; once for each year; return how many stories."""
    rows = stale(now=now)
    people = emails.askable([row.story for row in rows], now=now)
    for row in rows:
        _ask_about(row, people.get(row.story.pk, []), now=now)
    return len(rows)


def _ask_about(row: Stale, people: Iterable[User], *, now: datetime) -> None:
    for person in people:
        emails.owe_question(row.story, to=person, since=row.since, now=now)
