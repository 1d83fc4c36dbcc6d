"""A first visit to a full list stays under 100 KB: page, styles, script and font, as they are sent."""

import random
import string
import zlib

import pytest

from community.members.enums import RoleGroup
from foundation.middleware.page_weight import assets_weight
from home.library.services import items
from tests.factories import calls, library
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db
MOST_BYTES = 100_000
ROWS = 20
# The level of the answers' compression.
SENT_WITH = 6


def words(draw, length):
    """Return letters that no compression shortens by repetition, as twenty people's texts would not be."""
    return "".join(draw.choices(string.ascii_lowercase + "     ", k=length))


def fill_library(draw):
    proposer, reviewer = UserFactory(), UserFactory(role=RoleGroup.FACILITATORS)
    for number in range(ROWS):
        theme = TermFactory(slug=f"theme-{number}", label_en=words(draw, 30))
        row = library.proposed(
            proposer,
            title=words(draw, 100),
            description=words(draw, 900),
            author=words(draw, 60),
            themes=[theme],
            year=1990 + number,
            country=("ML", "SN", "MA", "IT")[number % 4],
            url=f"https://example.org/{number}",
        )
        items.move(item=row, to="public", by=reviewer, now=library.clock.now())


def fill_calls(draw):
    owner = UserFactory(role=RoleGroup.FACILITATORS)
    for number in range(ROWS):
        theme = TermFactory(slug=f"theme-{number}", label_en=words(draw, 30))
        calls.call(owner=owner, title=words(draw, 100), text=words(draw, 900), themes=[theme])


@pytest.mark.parametrize(("address", "fill"), [("/en/library/", fill_library), ("/en/calls/", fill_calls)])
def test_a_full_list_is_light_on_a_first_visit(client, address, fill):
    fill(random.Random(7))
    answer = client.get(address)
    assert answer.content.count(b'class="practice-row') == ROWS
    sent = len(zlib.compress(answer.content, SENT_WITH)) + assets_weight(False, False)
    assert sent < MOST_BYTES, sent
