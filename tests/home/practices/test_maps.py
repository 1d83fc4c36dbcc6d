"""The map above the list: stories at the same places are one row, and all are counted."""

import pytest
from django.utils import translation

from home.practices import maps
from home.practices.facets import Chosen
from home.practices.models import StoryPage
from tests.factories import stories
from tests.factories.taxonomy import CorridorFactory, CountryFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
LEAVE = Chosen((("movement", ("leave",)),))


def everything():
    return StoryPage.objects.readable(locale=stories.index().locale)


@pytest.fixture
def shared():
    """Three stories at one place along one corridor, one of which is of people who leave; one without a place."""
    morocco = CountryFactory(iso="MA", name_en="Morocco", latitude=34, longitude=-7)
    france = CountryFactory(iso="FR", name_en="France", name_fr="La France", latitude=49, longitude=2)
    corridor, place = CorridorFactory(origin=morocco, residence=france), TerritoryFactory(latitude=30, longitude=-9)
    place.countries.set([morocco])
    for movement in ("leave", "both", "both"):
        page = stories.story(movement=movement, partner_place="France", tie="partnership")
        page.territories, page.corridors = [place], [corridor]
        page.save()
    stories.story(movement="leave", tie="place")
    return place


def test_stories_at_the_same_places_are_one_row(shared):
    assert sorted(row[5] for row in everything().by_place()) == [1, 3]
    assert sorted((row[4], row[5]) for row in everything().by_place(LEAVE)) == [(False, 2), (True, 1), (True, 1)]


def test_the_map_counts_every_story_and_draws_the_place_once(shared):
    drawn = maps.browse(everything(), Chosen())
    assert (drawn.shown, drawn.total) == (4, 4)
    assert sorted((point.label, point.state) for point in drawn.map.points) == [
        ("France", "partner"),
        (shared.name_en, "practice"),
    ]
    assert len(drawn.map.routes) == 3


def test_a_place_of_a_story_that_fits_is_not_hidden_by_those_that_do_not(shared):
    drawn = maps.browse(everything(), LEAVE)
    assert (drawn.shown, drawn.total) == (2, 4)
    assert {point.state for point in drawn.map.points} == {"practice", "partner"}
    assert len(drawn.map.routes) == 1
    nobody = maps.browse(everything(), Chosen((("movement", ("arrive",)),)))
    assert (nobody.shown, nobody.total) == (0, 4)
    assert [(point.label, point.state) for point in nobody.map.points] == [(shared.name_en, "muted")]


def test_the_map_leads_to_the_story_and_speaks_the_readers_language(shared):
    with translation.override("fr"):
        points = maps.browse(everything(), Chosen()).map.points
    assert "La France" in {point.label for point in points}
    addresses = {page.address for page in everything()}
    assert {point.url for point in points if point.state == "practice"} <= addresses
