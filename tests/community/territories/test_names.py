"""Names of places from memory: read together, seen anew when they change."""

import pytest
from django.utils import translation

from community.territories import names
from community.territories.models import Corridor, Region
from tests.factories.taxonomy import CorridorFactory, CountryFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def test_countries_and_corridors_are_read_in_one_query(django_assert_num_queries):
    CorridorFactory()
    names.forget()
    with django_assert_num_queries(1):
        assert len(names.countries()) == 2
        assert len(names.corridors()) == 1


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_corridor_is_named_as_it_names_itself_whatever_its_ends_are(language):
    morocco = CountryFactory(iso="MA", name_en="Morocco", name_fr="Maroc", name_ar="")
    gulf = Region.objects.create(slug="gulf", name_en="Gulf", name_fr="Golfe")
    corridors = [
        CorridorFactory(origin=morocco),
        CorridorFactory(origin=None, origin_territory=TerritoryFactory(), residence=morocco),
        CorridorFactory(origin=morocco, residence=None, residence_region=gulf),
    ]
    with translation.override(language):
        assert names.corridors() == {corridor.slug: str(corridor) for corridor in corridors}


def test_a_changed_place_is_seen_at_once():
    place = TerritoryFactory(name_en="Oldtown")
    corridor = CorridorFactory(origin=None, origin_territory=place)
    assert names.corridors()[corridor.slug].startswith("Oldtown – ")
    place.name_en = "Newtown"
    place.save()
    assert names.corridors()[corridor.slug].startswith("Newtown – ")
    country = CountryFactory(iso="MA")
    assert "MA" in names.countries()
    Corridor.objects.all().delete()
    country.delete()
    assert (names.corridors(), "MA" in names.countries()) == ({}, False)
