"""What the tests of the moderation share."""

import pytest
from django.urls import reverse

from community.members.enums import RoleGroup
from community.moderation.contributions import find
from community.moderation.services import flags
from foundation import clock
from tests.factories import comments as made_comments
from tests.factories import discussions as made_threads
from tests.factories.members import UserFactory


@pytest.fixture
def holding(settings):
    """Hold what unknown members write, as on a real site."""
    settings.HOLD_FIRST_CONTRIBUTIONS = True


@pytest.fixture
def facilitator():
    """Who decides."""
    return UserFactory(name="Facilitator Name", role=RoleGroup.FACILITATORS)


@pytest.fixture
def other_facilitator():
    """Who decides on appeals."""
    return UserFactory(name="Other Facilitator", role=RoleGroup.FACILITATORS)


def text(response):
    """Return a page on one line."""
    return " ".join(response.content.decode().split())


def contribution(kind, author, words="Some words"):
    """Return a shown contribution of an author, of either kind."""
    if kind == "post":
        return find(kind, made_threads.post(made_threads.thread(title="How so?"), author=author, text=words).pk)
    return find(kind, made_comments.comment(made_comments.story(title="How so?"), author=author, text=words).pk)


def report(case, reporter=None, reason="spam", now=None):
    """Report it, as a new member unless told otherwise."""
    values = {"reason": reason, "note": "", "now": now or clock.now()}
    return flags.flag(case=find(case.kind, case.pk), reporter=reporter or UserFactory(), **values)


def door(name, case):
    """Return the address of a door to a contribution."""
    return reverse(f"moderation:{name}", args=[case.kind, case.pk])
