"""Pages of places: what is known is shown, what is not known says so, and nobody is shown who did not open it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from community.members.enums import Audience
from community.taxonomy.enums import Vocabulary
from community.taxonomy.services import vocabularies
from community.territories.enums import Degree, LinkKind
from community.territories.models import Competence, Corridor, Country, Region, TerritoryLink
from community.territories.services import places
from tests.factories import discussions as threads
from tests.factories import events, pages, stories
from tests.factories.groups import inside, private_group
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import CountryFactory, TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home():
    pages.home()


def shown(client, thing) -> str:
    return client.get(thing.get_absolute_url()).content.decode()


def test_every_unknown_is_shown_as_such(client):
    page = shown(client, TerritoryFactory())
    assert page.count("Not known") == 8


def test_what_is_known_is_shown_with_its_source(client):
    region = TerritoryFactory(name_en="Kayes Region")
    country = CountryFactory(name_en="Mali", decentralisation="Three levels of councils.")
    place = TerritoryFactory(
        parent=region,
        population=127_368,
        population_year=2009,
        population_source="Census",
        decentralisation=Degree.LIMITED,
        next_election_on=date(2027, 5, 3),
    )
    place.countries.add(country)
    place.languages.add(TermFactory(vocabulary=Vocabulary.LANGUAGES, slug="bm"))
    level = TermFactory(vocabulary=Vocabulary.TERRITORY_LEVELS, slug="national")
    Competence.objects.create(territory=place, subject="Schools", decided_at=level, note="Since 1996")
    Competence.objects.create(territory=place, subject="Water")
    TerritoryLink.objects.create(
        territory=place, kind=LinkKind.PLAN, title="Local plan", url="https://plan.example/", owner="Town hall"
    )
    page = shown(client, place)
    for words in [
        "Kayes Region",
        "Mali",
        "2009, Census",
        "Own council, limited powers",
        "Three levels of councils.",
        "3 May 2027",
        "bm in English",
        "Schools",
        "Since 1996",
        "Local plan",
        "Owner: Town hall. Licence: Not known. Period: Not known.",
    ]:
        assert words in page
    assert page.count("Not known") == 2 + 1 + 1  # licence and period, who decides on water, corridors


def test_it_lists_organisations_exchanges_and_corridors(client):
    place, country = TerritoryFactory(), CountryFactory(name_en="Mali")
    place.countries.add(country)
    Corridor.objects.create(origin=country, residence=CountryFactory(name_en="France"), basis="stated")
    Corridor.objects.create(origin=CountryFactory(name_en="Nepal"), residence=CountryFactory(), basis="stated")
    OrganisationFactory(name="Town hall of Kita", territory=place)
    events.exchange(title="A help desk that works", territory=place)
    page = shown(client, place)
    for words in ("Town hall of Kita", "A help desk that works", "Mali – France"):
        assert words in page
    assert "Nepal" not in page


def test_it_lists_the_discussions_about_it_that_the_reader_may_open_and_leads_to_a_new_one(client):
    place, group = TerritoryFactory(name_en="Kayes"), private_group()
    threads.thread(title="Who runs the desk there?", territories=[place])
    author = inside(group)
    space = threads.SpaceFactory(group=group, audience="group")
    threads.thread(title="Not for everybody", territories=[place], space=space, author=author)
    page = shown(client, place)
    assert "Who runs the desk there?" in page
    assert "Not for everybody" not in page
    client.force_login(author)
    assert "Not for everybody" in shown(client, place)
    address = f"{reverse('discussions:new_thread')}?territory={place.slug}"
    assert address in page
    assert ">Kayes</textarea>" in client.get(address).content.decode().replace("\n", "")


def test_it_lists_who_works_together_there_but_no_partner_who_may_not_be_named_yet(client):
    place = TerritoryFactory()
    TermFactory(vocabulary=Vocabulary.PARTNER_ROLES, slug="co-lead", label_en="Co-lead")
    named = {"name": "Région Bretagne", "country": "FR", "role": "co-lead"}
    hidden = {"name": "A town in talks", "country": "FR", "role": "co-lead", "hidden": True}
    stories.story(title="Water for two", territories=[place], partners=[("partner", named), ("partner", hidden)])
    stories.story(title="Somewhere else", partners=[("partner", {"name": "Another town"})])
    page = shown(client, place)
    for words in ("Partnerships", "Région Bretagne", "Co-lead: Water for two"):
        assert words in page
    for words in ("A town in talks", "Another town"):
        assert words not in page


@pytest.mark.parametrize(
    ("page_audience", "territory_audience", "visitor", "member"),
    [
        (Audience.EVERYONE, Audience.EVERYONE, True, True),
        (Audience.EVERYONE, Audience.MEMBERS, False, True),
        (Audience.MEMBERS, Audience.EVERYONE, False, True),
        (Audience.NOBODY, Audience.EVERYONE, False, False),
        (Audience.EVERYONE, Audience.NOBODY, False, False),
    ],
)
def test_a_member_is_shown_to_whom_she_opened_both_page_and_place(
    client, page_audience, territory_audience, visitor, member
):
    place = TerritoryFactory()
    UserFactory(
        name="Open Door",
        profile__territory=place,
        profile__page_audience=page_audience,
        profile__territory_audience=territory_audience,
    )
    assert ("Open Door" in shown(client, place)) is visitor
    client.force_login(UserFactory())
    assert ("Open Door" in shown(client, place)) is member


def test_a_member_whose_organisation_lies_there_is_shown_as_far_as_she_opened_that(client):
    place = TerritoryFactory()
    town = OrganisationFactory(territory=place)
    member = UserFactory(
        name="Open Door",
        profile__organisation=town,
        profile__page_audience=Audience.EVERYONE,
        profile__organisation_audience=Audience.MEMBERS,
    )
    assert member.name not in shown(client, place)
    client.force_login(UserFactory())
    assert member.name in shown(client, place)


def test_who_does_not_fit_on_the_page_is_found_in_the_directory_of_the_place(client):
    place, other = TerritoryFactory(slug="kayes", name_en="Kayes"), TerritoryFactory()
    opened = {"profile__page_audience": 3, "profile__territory_audience": 3}
    UserFactory(name="Elsewhere", profile__territory=other, **opened)
    for number in range(10):
        UserFactory(name=f"Here {number:02}", profile__territory=place, **opened)
    assert "?territory=" not in shown(client, place)
    UserFactory(name="Here 10", profile__territory=place, **opened)
    page = shown(client, place)
    assert "Here 10" not in page
    assert "/en/members/?territory=kayes" in page
    found = client.get("/en/members/", {"territory": "kayes"})
    assert [row.name for row in found.context["rows"]] == [f"Here {number:02}" for number in range(11)]
    assert "Territory: Kayes" in found.content.decode()
    assert 'type="hidden" name="territory" value="kayes"' in found.content.decode()
    unknown = client.get("/en/members/", {"territory": "atlantis"})
    assert (unknown.status_code, unknown.context["found"].total) == (200, 0)


def test_the_page_costs_the_same_for_one_and_three_of_everything(client, count_queries):
    place = TerritoryFactory()
    country = CountryFactory()
    place.countries.add(country)

    def more():
        OrganisationFactory(territory=place)
        Competence.objects.create(territory=place, subject=f"Subject {Competence.objects.count()}")
        TerritoryLink.objects.create(territory=place, kind="data", title="Data", url="https://data.example/")
        Corridor.objects.create(origin=country, residence=CountryFactory(), basis="stated")
        UserFactory(profile__territory=place, profile__page_audience=3, profile__territory_audience=3)
        events.exchange(territory=place)
        threads.thread(territories=[place])
        stories.story(territories=[place], partners=[("partner", {"name": "GRDR", "role": "lead"})])

    more()
    shown(client, place)
    one = count_queries(lambda: shown(client, place))
    more()
    more()
    assert count_queries(lambda: shown(client, place)) == one


class TestCorridors:
    @pytest.fixture
    def ends(self):
        gulf = Region.objects.create(slug="gulf", name_en="Gulf")
        return {
            "origin": CountryFactory(iso="PH"),
            "origin_territory": TerritoryFactory(slug="iloilo"),
            "residence_region": gulf,
            "residence_territory": TerritoryFactory(slug="vic"),
        }

    @pytest.mark.parametrize("origin", ["origin", "origin_territory"])
    @pytest.mark.parametrize("residence", ["residence_region", "residence_territory"])
    def test_any_two_kinds_of_place_make_one_page_for_both_directions(self, client, ends, origin, residence):
        corridor = Corridor.objects.create(**{origin: ends[origin], residence: ends[residence]}, basis="stated")
        assert client.get(corridor.get_absolute_url()).status_code == 200
        turned = client.get(reverse("territories:corridor", args=[corridor.turned_slug]))
        assert (turned.status_code, turned.url) == (302, corridor.get_absolute_url())

    def test_equal_ends_are_refused(self, ends):
        with pytest.raises(ValidationError, match="Both ends are the same place"):
            Corridor(origin=ends["origin"], residence=ends["origin"], basis="stated").full_clean(
                exclude=["slug", "turned_slug", "pair"]
            )

    def test_the_other_direction_is_the_same_corridor(self, ends):
        france = CountryFactory(iso="FR", name_en="France")
        Corridor.objects.create(origin=ends["origin"], residence=france, basis="stated")
        again = Corridor(origin=france, residence=ends["origin"], basis="stated")
        with pytest.raises(ValidationError, match="France"):
            again.full_clean(exclude=["slug", "turned_slug", "pair"])
        with pytest.raises(IntegrityError):
            again.save()

    def test_a_corridor_follows_the_address_of_its_territory(self, client):
        place = TerritoryFactory(slug="kayes")
        corridor = Corridor.objects.create(origin_territory=place, residence=CountryFactory(iso="FR"), basis="stated")
        place.slug = "kay"
        place.save()
        corridor.refresh_from_db()
        assert (corridor.slug, corridor.turned_slug) == ("kay-fr", "fr-kay")
        assert client.get("/en/corridors/kay-fr/").status_code == 200

    def test_an_unknown_corridor_is_not_found(self, client):
        assert client.get(reverse("territories:corridor", args=["xx-yy"])).status_code == 404


def test_the_founding_places_say_only_what_the_report_says():
    vocabularies.load()
    places.load()
    places.load()
    told = Country.objects.exclude(decentralisation="")
    assert [country.iso for country in told] == ["MA"]
    assert "lines 975 to 991" in told.get().decentralisation
