"""Spaces, threads and posts for tests, written through the services."""

from typing import Any

import factory

from community.discussions.enums import Audience, ThreadKind
from community.discussions.models import Post, Space, Thread
from community.discussions.services import posts, threads
from foundation import clock
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory


class SpaceFactory(factory.django.DjangoModelFactory):
    """A space that everybody may read."""

    class Meta:
        model = Space
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda number: f"space-{number}")
    title_en = factory.LazyAttribute(lambda space: f"Title of {space.slug}")
    purpose_en = "What it is for."
    audience = Audience.PUBLIC


def members_space(**fields: Any) -> Space:
    """Return a space for signed-in members only."""
    return SpaceFactory(audience=Audience.MEMBERS, **fields)


_count = iter(range(1, 10**6))


def thread(*, themes: tuple[str, ...] = (), **fields: Any) -> Thread:
    """Return an open question by a new member."""
    values: dict[str, Any] = {
        "space": None,
        "author": None,
        "title": f"Question {next(_count)}",
        "text": "How did **you** do it?",
        "kind": ThreadKind.QUESTION,
        "language": "en",
        "themes": [TermFactory(slug=slug) for slug in themes],
        "now": clock.now(),
        "paced": False,
        **fields,
    }
    values["space"] = values["space"] or SpaceFactory()
    values["author"] = values["author"] or UserFactory()
    return threads.open_thread(**values)


def post(thread: Thread, parent: Post | None = None, **fields: Any) -> Post:
    """Return a reply by a new member."""
    values: dict[str, Any] = {
        "text": f"Answer {next(_count)}",
        "language": "en",
        "now": clock.now(),
        "paced": False,
        **fields,
    }
    values["author"] = values.get("author") or UserFactory()
    return posts.reply(thread=thread, parent=parent, **values)
