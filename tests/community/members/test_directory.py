"""The directory of people: who is in it, what a filter may find, and what it costs."""

import itertools

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.members import directory, fellowship
from community.members.enums import Audience, ClaimState, Direction, Proof
from community.members.models import Claim, MemberExpertise, Organisation, Profile, User
from community.members.services import living, looks
from community.taxonomy.enums import Vocabulary
from community.territories.models import Country
from foundation import clock
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

ADDRESS = reverse("members:people")


@pytest.fixture
def found():
    """Somebody about whom every filter can say something, and her country."""
    parent = TermFactory(slug="skills")
    child = TermFactory(slug="transfer", parent=parent)
    country = Country.objects.create(iso="ML", name_en="Mali", name_fr="Mali", name_es="Malí", name_ar="مالي")
    place = TerritoryFactory(
        slug="kayes", name_en="Kayes", level=TermFactory(vocabulary=Vocabulary.TERRITORY_LEVELS, slug="region")
    )
    place.countries.add(country)
    ngo = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="ngo")
    kind = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="local-ngo", parent=ngo)
    organisation = OrganisationFactory(name="GRDR", kind=kind)
    member = UserFactory(name="Zoé Member", open_to=Audience.EVERYONE)
    profile = member.profile
    profile.function, profile.organisation, profile.territory = "Planner", organisation, place
    profile.is_mentor = profile.is_expert = True
    profile.save()
    profile.themes.add(child)
    profile.languages.add(TermFactory(vocabulary=Vocabulary.LANGUAGES, slug="fr"))
    MemberExpertise.objects.create(profile=profile, direction=Direction.OFFERED, term=child, note="Small funds")
    MemberExpertise.objects.create(profile=profile, direction=Direction.SOUGHT, term=TermFactory(slug="integration"))
    now = clock.now()
    Claim.objects.create(
        member=member,
        organisation=organisation,
        proof=Proof.DOCUMENT,
        state=ClaimState.APPROVED,
        created_at=now,
        valid_until=now.replace(year=now.year + 1),
    )
    return profile


# A filter that finds her, and the parts that must be open for it.
FILTERS = [
    ({"q": "zoé"}, ()),
    ({"q": "kaye"}, ("territory",)),
    ({"q": "mali"}, ("territory",)),
    ({"q": "grdr"}, ("organisation",)),
    ({"offered": "themes/skills"}, ("offered",)),
    ({"sought": "themes/integration"}, ("sought",)),
    ({"theme": "skills"}, ("themes",)),
    ({"country": "ML"}, ("territory",)),
    ({"territory": "kayes"}, ("territory",)),
    ({"level": "region"}, ("territory",)),
    ({"kind": "ngo"}, ("organisation",)),
    ({"language": "fr"}, ("languages",)),
    ({"mentor": "on"}, ("availability",)),
    ({"expert": "on"}, ("availability",)),
    ({"verified": "on"}, ("organisation",)),
]


def names(response):
    return [row.name for row in response.context["rows"]]


@pytest.mark.parametrize(("query", "parts"), FILTERS)
def test_a_filter_finds_what_is_open_and_nothing_that_is_closed(client, found, query, parts):
    assert names(client.get(ADDRESS, query)) == ["Zoé Member"]
    for part in parts:
        Profile.objects.filter(pk=found.pk).update(**{f"{part}_audience": Audience.MEMBERS})
        response = client.get(ADDRESS, query)
        assert (names(response), response.context["found"].total) == ([], 0)
        client.force_login(UserFactory())
        assert names(client.get(ADDRESS, query)) == ["Zoé Member"]
        client.logout()


@pytest.mark.parametrize(
    "query",
    [{"q": "nobody"}, {"offered": "themes/integration"}, {"theme": "integration"}, {"kind": "no-such-kind"}],
)
def test_who_does_not_fit_is_not_found(client, found, query):
    TermFactory(slug="integration")
    response = client.get(ADDRESS, query)
    assert (response.status_code, names(response)) == (200, [])
    assert "Nobody fits all filters" in response.content.decode()


def test_filters_combine_and_stay_in_the_address(client, found):
    response = client.get(ADDRESS, {"q": "zoé", "language": "fr", "mentor": "on"})
    assert names(response) == ["Zoé Member"]
    assert "?q=zo%C3%A9&amp;mentor=on" in response.content.decode()
    assert names(client.get(ADDRESS, {"q": "zoé", "theme": "integration"})) == []


def test_who_is_closed_or_inactive_is_in_no_list_and_no_count(client, found):
    UserFactory()
    UserFactory(open_to=Audience.MEMBERS)
    UserFactory(open_to=Audience.EVERYONE, is_active=False)
    response = client.get(ADDRESS)
    assert (names(response), response.context["found"].total) == (["Zoé Member"], 1)


def test_one_is_not_listed_to_oneself_while_closed(client):
    member = UserFactory()
    client.force_login(member)
    assert names(client.get(ADDRESS)) == []


def test_who_leaves_a_group_sees_at_once_what_others_see(client, found, monkeypatch):
    Profile.objects.filter(pk=found.pk).update(page_audience=Audience.GROUPS)
    client.force_login(UserFactory())
    monkeypatch.setattr(fellowship, "_sources", [lambda member: [found.user_id]])
    assert names(client.get(ADDRESS)) == ["Zoé Member"]
    monkeypatch.setattr(fellowship, "_sources", [lambda member: []])
    assert names(client.get(ADDRESS)) == []


def test_a_row_shows_only_open_parts_and_no_address(client, found):
    text = client.get(ADDRESS).content.decode()
    for words in ("Planner", "GRDR", "Small funds", "FR", "Verified organisation", "Kayes"):
        assert words in text
    assert found.user.email not in text
    for part in ("function", "organisation", "offered", "languages", "territory"):
        Profile.objects.filter(pk=found.pk).update(**{f"{part}_audience": Audience.NOBODY})
    text = client.get(ADDRESS).content.decode()
    for words in ("Planner", "GRDR", "Small funds", "Verified organisation", "Kayes"):
        assert f">{words}<" not in text


def test_the_map_shows_the_rows_of_all_pages_and_hides_closed_places(client, found):
    for _turn in range(directory.PER_PAGE + 2):
        other = UserFactory(open_to=Audience.EVERYONE).profile
        Profile.objects.filter(pk=other.pk).update(territory=found.territory)
    response = client.get(ADDRESS)
    assert response.context["found"].places == {found.territory_id: directory.PER_PAGE + 3}
    assert f"Kayes ({directory.PER_PAGE + 3})" in response.content.decode()
    Profile.objects.update(territory_audience=Audience.MEMBERS)
    response = client.get(ADDRESS)
    assert response.context["found"].places == {}
    assert response.context["found"].total == directory.PER_PAGE + 3


def walk(client, direction, response):
    seen = [names(response)]
    while link := response.context["links"].get(direction):
        response = client.get(ADDRESS + link)
        seen.append(names(response))
    return seen, response


@pytest.mark.parametrize("sort", ["", "newest"])
@pytest.mark.parametrize("many", [1, 10_000])
def test_pages_show_everybody_once_in_both_directions(client, monkeypatch, sort, many):
    monkeypatch.setattr(directory, "PER_PAGE", 3)
    monkeypatch.setattr(directory, "CROWD", many)
    people = [UserFactory(name=f"Person {7 - number}", open_to=Audience.EVERYONE) for number in range(8)]
    wanted = [user.name for user in people[::-1]]
    forth, last = walk(client, "after", client.get(ADDRESS, {"sort": sort}))
    assert forth == [wanted[:3], wanted[3:6], wanted[6:]]
    back, _first = walk(client, "before", last)
    assert back == forth[::-1]


def test_somebody_new_shifts_nobody_to_another_page(client, monkeypatch):
    monkeypatch.setattr(directory, "PER_PAGE", 2)
    for letter in "BCDE":
        UserFactory(name=letter, open_to=Audience.EVERYONE)
    link = client.get(ADDRESS).context["links"]["after"]
    UserFactory(name="A", open_to=Audience.EVERYONE)
    assert names(client.get(ADDRESS + link)) == ["D", "E"]


def test_a_hidden_person_is_no_bookmark(client):
    closed = UserFactory(name="M")
    for letter in "AZ":
        UserFactory(name=letter, open_to=Audience.EVERYONE)
    assert names(client.get(ADDRESS, {"after": closed.profile.handle})) == ["A", "Z"]


def test_search_engines_keep_away_from_filters(client, found):
    assert "noindex" not in client.get(ADDRESS).content.decode()
    assert "noindex" in client.get(ADDRESS, {"q": "a"}).content.decode()


def test_an_empty_directory_says_what_to_do(client):
    assert "Sign in" in client.get(ADDRESS).content.decode()
    client.force_login(UserFactory())
    assert "List yourself first" in client.get(ADDRESS).content.decode()


@pytest.fixture
def community(found):
    for vocabulary in (Vocabulary.INSTRUMENTS, Vocabulary.CAPACITY_TARGETS, Vocabulary.ACTOR_KINDS):
        TermFactory(vocabulary=vocabulary)
    return living.make(members=60, seed=7, password="x", now=clock.now(), say=lambda line: None)


def test_a_community_is_made_once(community):
    assert (community.members, community.organisations) == (60, 5)
    before = (User.objects.count(), Organisation.objects.count(), MemberExpertise.objects.count())
    again = living.make(members=60, seed=7, password="x", now=clock.now(), say=lambda line: None)
    assert (again.members, again.organisations) == (0, 0)
    assert before == (User.objects.count(), Organisation.objects.count(), MemberExpertise.objects.count())
    assert living.make(members=2, seed=8, password="x", now=clock.now(), say=lambda line: None).members == 2


def test_a_community_has_open_and_closed_people(community):
    assert set(Profile.objects.values_list("page_audience", flat=True)) == set(Audience.values)


def test_no_members_are_invented_on_a_real_site(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="rehearsals"):
        call_command("demo_content", community=10)


@pytest.mark.parametrize("signed_in", [True, False])
def test_two_filters_take_fifteen_queries_at_most_whatever_they_find(client, community, signed_in, monkeypatch):
    monkeypatch.setattr(looks, "MOST_PAGES", 1000)
    if signed_in:
        client.force_login(UserFactory())
    client.get(ADDRESS)
    for one, two in itertools.combinations([query for query, _parts in FILTERS], 2):
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS, one | two)
        assert len(queries) <= 15, (one, two)
    with CaptureQueriesContext(connection) as page:
        response = client.get(ADDRESS)
    assert len(response.context["rows"]) > 10
    Profile.objects.exclude(pk=response.context["page"].profiles[0].pk).update(page_audience=Audience.NOBODY)
    with CaptureQueriesContext(connection) as one_row:
        assert len(client.get(ADDRESS).context["rows"]) == 1
    assert len(one_row) <= len(page)  # one less where she tells no place
    assert len(page) <= 14  # and one more where a page begins at somebody


def walked(found, sort):
    """Return the handles of all pages, one after the other, and of the way back."""
    now, there, mark = clock.now(), [], ""
    while True:
        page = directory.page_of(found, sort=sort, now=now, after=mark)
        there.append([profile.handle for profile in page.profiles])
        if not page.after:
            break
        mark = page.after
    back, mark = [], page.before
    while mark:
        page = directory.page_of(found, sort=sort, now=now, before=mark)
        back.insert(0, [profile.handle for profile in page.profiles])
        mark = page.before
    return there, back


@pytest.mark.parametrize("signed_in", [True, False])
def test_what_is_too_much_to_read_is_counted_and_paged_the_same(community, found, monkeypatch, signed_in):
    monkeypatch.setattr(directory, "PER_PAGE", 4)
    reader = directory.Reader(UserFactory() if signed_in else None)
    parts = [{}, *(query for query, _parts in FILTERS)]
    for one, two in itertools.combinations(parts, 2):
        query = {name: True if value == "on" else value for name, value in (one | two).items()}
        few, many = (_answers(reader, query, monkeypatch, many=many) for many in (4000, 2))
        assert few == many, query


def _answers(reader, query, monkeypatch, *, many):
    monkeypatch.setattr(directory, "MANY", many)
    monkeypatch.setattr(directory, "CROWD", many // 2)
    monkeypatch.setattr(directory, "NEAR", 7)
    found = directory.Search(reader, directory.Choice(**query), now=clock.now()).found()
    there, back = walked(found, directory.BY_NAME)
    assert back == there[:-1]
    return found.total, found.mentors, found.experts, found.places, there


def test_every_tab_says_how_many_stand_under_it(client):
    for audience in (Audience.EVERYONE, Audience.EVERYONE, Audience.MEMBERS, Audience.NOBODY):
        UserFactory(open_to=audience)
    assert client.get("/en/organisations/").context["people_count"] == 2
    assert client.get("/en/members/?q=nobody+has+this+name").context["people_count"] == 2
    client.force_login(UserFactory())
    assert client.get("/en/organisations/").context["people_count"] == 3


def test_a_number_of_many_is_counted_once_a_minute_a_small_one_each_time(client, monkeypatch):
    UserFactory(open_to=Audience.EVERYONE)
    seen = [client.get(ADDRESS + "?q=nobody+has+this+name").context["people_count"]]
    monkeypatch.setattr(directory, "MANY", 2)
    for _each in range(2):
        UserFactory(open_to=Audience.EVERYONE)
        seen.append(client.get(ADDRESS + "?q=nobody+has+this+name").context["people_count"])
    UserFactory(open_to=Audience.EVERYONE)
    seen.append(client.get(ADDRESS + "?q=nobody+has+this+name").context["people_count"])
    assert seen == [1, 2, 2, 2]
