"""What the list of practices asks of the database: few statements, the same for every reader."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.digests.services import following
from community.members.enums import RoleGroup
from community.taxonomy import words
from community.territories import names
from foundation import clock
from home.practices.models import CollectionPage, PracticeIndexPage
from tests.factories import pages, stories
from tests.factories.members import UserFactory
from tests.factories.taxonomy import CorridorFactory, CountryFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
READERS = [None, "member", "follower", RoleGroup.FACILITATORS]
QUESTIONS = [
    "",
    "?theme=remittances&movement=leave",
    "?theme=remittances",
    "?theme=remittances&corridor=ma-fr",
    "?country=MA&language=en",
    # Nothing fits: which filter to leave out is asked for each.
    "?theme=remittances&movement=leave&evidence=evaluated&kind=practice&language=fr&level=region",
]


@pytest.fixture
def rich():
    """Stories filed as the founding ones are, in two languages, and a collection."""
    morocco, france = CountryFactory(iso="MA", name_en="Morocco"), CountryFactory(iso="FR", name_en="France")
    corridor = CorridorFactory(origin=morocco, residence=france)
    for movement in ("leave", "both", "arrive"):
        place = TerritoryFactory()
        place.countries.set([morocco])
        told = stories.story(
            themes=[stories.theme()], movement=movement, partner_place="France", tie="partnership", title=movement
        )
        told.territories, told.corridors = [place], [corridor]
        told.save()
    pages.child(stories.index(), CollectionPage, title="Desks", slug="desks", note="Look.", stories=[])
    stories.index("fr")


def sign_in(client, who):
    if not who:
        return
    member = UserFactory(role=who if who in RoleGroup.values else None)
    client.force_login(member)
    if who == "follower":
        stories.theme("integration")
        for slug in ("remittances", "integration"):
            following.follow_theme(member=member, slug=slug, now=clock.now())


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("who", READERS)
def test_the_list_takes_ten_queries_at_most_for_anyone(client, rich, who, question):
    sign_in(client, who)
    client.get("/en/practices/")
    # Once a minute the names are read anew: even that visit is within the ten.
    for memory in (words, names):
        memory.forget()
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/en/practices/{question}")
    assert len(queries) <= 10, [query["sql"][:200] for query in queries]


def test_the_rich_sample_shows_what_the_queries_are_for(client, rich):
    sign_in(client, "follower")
    text = client.get("/en/practices/?theme=remittances").content.decode()
    for words_shown in ("Morocco", "Morocco – France", "Desks", 'hreflang="fr"', "Following"):
        assert words_shown in text
    assert PracticeIndexPage.objects.count() == 2
