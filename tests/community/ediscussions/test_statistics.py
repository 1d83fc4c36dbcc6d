"""Statistics tell of groups and of nobody in them: small cells are hidden, and no total gives one away."""

import csv
import io
import itertools

import pytest
from django.urls import reverse

from community.ediscussions import statistics, suppression
from community.taxonomy.enums import Vocabulary
from community.territories.models import Corridor
from tests.factories import ediscussions as made
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import CountryFactory, TermFactory, TerritoryFactory


def text(response):
    return " ".join(response.content.decode().split())


def fitting(shown, hidden, known):
    """All ways in which the hidden cells, by name, can add up, for who knows the rule and how many they are."""
    if not hidden:
        return []
    smallest = min((total for _label, total in shown), default=hidden)
    large = sum(1 for total in known if total >= suppression.LEAST)
    ways = []
    for values in itertools.product(range(1, hidden + 1), repeat=len(known)):
        if sum(values) != hidden or sum(1 for value in values if value >= suppression.LEAST) != large:
            continue
        if all(value < suppression.LEAST or value <= smallest for value in values):
            ways.append(values)
    return ways


@pytest.mark.parametrize("cells", list(itertools.combinations_with_replacement([1, 2, 3, 4, 5, 6, 8], 4)))
def test_no_cell_that_is_hidden_can_be_worked_out_from_the_total(cells):
    named = [(f"Group {number}", total) for number, total in enumerate(cells)]
    told = suppression.safe(named)
    assert sum(total for _label, total in told.shown) + told.hidden == sum(cells)
    assert all(total >= suppression.LEAST for _label, total in told.shown)
    known = [total for label, total in named if label not in dict(told.shown)]
    assert told.hidden == 0 or told.hidden >= suppression.LEAST or not told.shown
    if told.shown and any(total < suppression.LEAST for total in known):
        ways = fitting(told.shown, told.hidden, known)
        small = [number for number, total in enumerate(known) if total < suppression.LEAST]
        # Whoever takes a certain cell for small still finds two values for it.
        for place in small:
            assert len({way[place] for way in ways if way[place] < suppression.LEAST}) > 1, (cells, told)


def test_empty_cells_are_left_out_and_a_table_without_small_ones_is_whole():
    told = suppression.safe([("A", 7), ("B", 0), ("C", 5)])
    assert told.shown == (("A", 7), ("C", 5))
    assert told.hidden == 0


def test_one_small_cell_takes_a_larger_one_with_it():
    told = suppression.safe([("A", 9), ("B", 7), ("C", 2)])
    assert told.shown == (("A", 9),)
    assert told.hidden == 9


@pytest.fixture
def busy(db):
    """Seven people from an origin, six from a residence, one from elsewhere."""
    row = made.discussion()
    senegal, spain, peru = (
        CountryFactory(iso=iso, name_en=name) for iso, name in [("SN", "Senegal"), ("ES", "Spain"), ("PE", "Peru")]
    )
    Corridor.objects.create(origin=senegal, residence=spain, basis="stated")
    kind = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="local-authority")
    people = [(senegal, 7), (spain, 6), (peru, 1)]
    for country, number in people:
        place = TerritoryFactory()
        place.countries.set([country])
        office = OrganisationFactory(kind=kind, territory=place)
        for _each in range(number):
            made.post(row, author=UserFactory(profile__organisation=office))
    return row


def test_statistics_count_people_countries_kinds_and_sides(busy, client):
    counted = statistics.of(busy)
    assert [counted.participants, counted.posts] == [14, 14]
    countries, kinds, sides = counted.tables
    assert [(line.label, line.total) for line in kinds.lines] == [(kinds.lines[0].label, 14)]
    assert [(line.label, line.total) for line in countries.lines] == [
        ("Senegal", 7),
        ("All others, in groups too small to show", 7),
    ]
    assert sides.lines[0].label == "Territories of origin"
    page = text(client.get(reverse("ediscussions:statistics", args=[busy.slug])))
    assert "14 members" in page
    assert '<th scope="row">Senegal</th><td>7</td><td>50 %</td>' in page
    assert 'role="img" aria-label="Countries, as bars. The table below says the same."' in page
    assert "Peru" not in page


def test_the_table_to_take_along_says_the_same(busy, client):
    answer = client.get(reverse("ediscussions:statistics_csv", args=[busy.slug]))
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0] == ["Table", "Group", "Participants", "Per cent"]
    assert ["Countries", "Senegal", "7", "50"] in lines
    assert "Peru" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 1, 4])
def test_fewer_than_five_participants_are_not_counted_at_all(client, number):
    row = made.discussion()
    for _each in range(number):
        made.post(row)
    page = text(client.get(reverse("ediscussions:statistics", args=[row.slug])))
    assert "Fewer than 5 members have written so far" in page
    assert "<table" not in page
    assert "fewer than five" in client.get(reverse("ediscussions:statistics_csv", args=[row.slug])).content.decode()


def test_hidden_and_removed_posts_count_nobody(busy):
    from community.discussions.models import Post

    Post.objects.filter(thread__room__discussion=busy, depth=1).update(state="hidden")
    assert statistics.of(busy).participants is None


def test_statistics_cost_the_same_for_few_and_for_many(busy, client, count_queries):
    address = reverse("ediscussions:statistics", args=[busy.slug])
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for _each in range(6):
        made.post(busy, author=UserFactory(profile__territory=TerritoryFactory()))
    assert count_queries(lambda: client.get(address)) == one
