"""Times and places in the reader's language."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from events.places import of_territory
from events.services.refusals import NotYetOpen
from events.times import city
from foundation import clock
from tests.factories import events as made
from tests.factories.taxonomy import TerritoryFactory


@pytest.mark.parametrize(
    ("language", "zone", "name"),
    [
        ("en", "Africa/Bamako", "Bamako"),
        ("fr", "Asia/Manila", "Manille"),
        ("fr", "Europe/London", "Londres"),
        ("es", "Europe/London", "Londres"),
        ("ar", "Africa/Bamako", "باماكو"),
        ("en", "America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("fr", "UTC", "UTC"),
        ("fr", "Etc/GMT+3", "GMT+3"),
        ("en", "Moon/New_Base", "New Base"),
    ],
)
def test_the_town_of_a_time_zone_is_named_in_the_readers_language(language, zone, name):
    with translation.override(language):
        assert city(zone) == name


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "month"), [("en", "March"), ("fr", "mars"), ("es", "marzo"), ("ar", "مارس")])
def test_days_are_written_as_the_language_writes_them(language, month):
    place = TerritoryFactory()
    year = clock.now().year + 1
    starts_at = datetime(year, 3, 20, 12, tzinfo=UTC)
    page = made.exchange(starts_at=starts_at, opens_at=starts_at - timedelta(days=9), territory=place)
    for code in ("en", language):
        made.exchange_index(code)
    with translation.override(language), timezone.override("UTC"):
        assert month in NotYetOpen(page).sentence
        assert "11" in NotYetOpen(page).sentence
    if language != "en":
        made.stand_in(page, language)
    with translation.override(language):
        (row,) = of_territory(place, None).rows
    assert month in row["note"]
    assert ("de marzo de" in row["note"]) is (language == "es")
