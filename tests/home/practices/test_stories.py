"""Stories and their list, as readers meet them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.members.enums import RoleGroup
from community.taxonomy.enums import Vocabulary
from home.practices.models import StoryPage
from home.services import founding
from tests.factories import pages, stories
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def body(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_story_says_what_is_not_stated_instead_of_leaving_headings_empty(client):
    page = stories.story(title="Only mentioned", gaps=[("gap", "Cost and staff time")])
    text = body(client, page.url)
    assert "Not stated in the source" in text
    assert "Cost and staff time" in text
    for heading in ("Context", "Challenge", "What was done", "Partners and their roles", "Results and evidence"):
        assert f"<h2>{heading}</h2>" in text


def test_a_story_shows_its_steps_partners_and_needs(client):
    TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="ngo", label_en="NGO")
    TermFactory(vocabulary=Vocabulary.PARTNER_ROLES, slug="lead", label_en="Lead")
    page = stories.story(
        steps=[("step", {"heading": "Record", "when": "2009", "text": "Projects are mapped."})],
        partners=[("partner", {"name": "GRDR", "country": "FR", "kind": "ngo", "role": "lead", "brought": "Method"})],
        transfer=[("need", {"heading": "A lasting decision.", "text": "Made early."})],
        lessons=[("lesson", "Memory is a public good.")],
    )
    text = body(client, page.url)
    for words in ("2009: Record", "GRDR", "NGO, France", "Lead", "A lasting decision.", "Memory is a public good."):
        assert words in text


def test_text_from_people_stays_text(client):
    page = stories.story(title="<script>alert(1)</script>", place="<b>x</b>", gaps=[("gap", "<img src=x onerror=1>")])
    text = body(client, page.url)
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text


def test_a_story_without_translation_is_labelled_and_marked_with_its_language(client):
    stories.index("fr")
    page = stories.story(title="A desk", slug="a-desk")
    pages.home("fr")
    founding.mirror(home=pages.home())
    text = body(client, "/fr/practices/a-desk/")
    assert '<html lang="fr"' in text
    assert 'lang="en" dir="ltr"' in text
    assert "fallback-note" in text
    assert body(client, page.url).count("fallback-note") == 0


def test_a_translated_story_names_the_languages_it_can_be_read_in(client):
    stories.index("fr")
    page = stories.story(title="A desk", slug="a-desk")
    version = page.copy_for_translation(pages.locales()["fr"], copy_parents=True)
    pages.publish(version, title="Un guichet", slug="a-desk")
    text = body(client, page.url)
    assert 'href="/fr/practices/a-desk/" lang="fr"' in text


def test_a_planned_practice_says_so(client):
    assert "Planned, not yet running" in body(client, stories.story(status="planned").url)


def test_a_story_lists_the_briefs_that_rest_on_it(client):
    page = stories.story()
    brief = stories.brief(title="Make it last", evidence=[page])
    assert "Make it last" in body(client, page.url)
    assert page.title in body(client, brief.url)


def test_a_draft_is_not_found_in_the_sites_look(client):
    page = stories.story(slug="draft", live=False)
    response = client.get(page.url or "/en/practices/draft/")
    assert response.status_code == 404
    assert "skip-link" in response.content.decode()


def test_an_unpublished_home_page_serves_no_other_language_in_its_place(client):
    stories.index("ar")
    pages.home("ar").unpublish()
    response = client.get("/ar/")
    assert response.status_code in {404, 302}


@pytest.fixture
def three():
    leave = stories.story(title="Leave", movement="leave", themes=[stories.theme("remittances")])
    child = stories.theme("financial-literacy", parent=stories.theme("remittances"))
    both = stories.story(title="Both", movement="both", evidence="documented", themes=[child])
    arrive = stories.story(title="Arrive", movement="arrive", themes=[stories.theme("integration")])
    region = TermFactory(vocabulary=Vocabulary.TERRITORY_LEVELS, slug="region")
    leave.territories = [TerritoryFactory(level=region)]
    leave.save()
    return leave, both, arrive


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, {"Leave", "Both", "Arrive"}),
        ({"theme": "remittances"}, {"Leave", "Both"}),
        ({"theme": ["remittances", "integration"]}, {"Leave", "Both", "Arrive"}),
        ({"theme": "remittances", "movement": "leave"}, {"Leave"}),
        ({"level": "region"}, {"Leave"}),
        ({"evidence": "documented"}, {"Both"}),
        ({"language": "en"}, {"Leave", "Both", "Arrive"}),
        ({"language": "fr"}, set()),
        ({"theme": "nonsense"}, set()),
        ({"theme": ""}, {"Leave", "Both", "Arrive"}),
    ],
)
def test_facets_narrow_the_list(client, three, query, titles):
    response = client.get(stories.index().url, query)
    assert {item["story"].title for item in response.context["items"]} == titles


def test_a_facet_counts_what_the_others_leave(client, three):
    facets = {facet.name: facet for facet in client.get(stories.index().url, {"movement": "leave"}).context["facets"]}
    assert {value.slug: value.count for value in facets["theme"].values} == {"remittances": 1, "integration": 0}
    assert {value.slug: value.count for value in facets["movement"].values if value.count} == {
        "leave": 1,
        "both": 1,
        "arrive": 1,
    }


def test_nothing_found_names_the_filter_whose_removal_helps_most(client, three):
    text = body(client, stories.index().url, theme="remittances", movement="arrive")
    assert "No practice fits all 2 filters" in text
    assert "Nearest: 2 practices if you leave out “People arrive here”." in text


def test_an_empty_list_says_so(client):
    response = client.get(stories.index().url)
    assert response.context["found"] == 0
    assert "Ask the members" in response.content.decode()


@pytest.mark.parametrize("page_number", ["0", "-1", "99", "x", "1e9"])
def test_a_page_that_is_not_there_shows_the_nearest(client, three, page_number):
    assert client.get(stories.index().url, {"page": page_number}).context["found"] == 3


def test_a_form_sent_to_a_page_is_refused(client):
    assert client.post(stories.story().url).status_code == 405


def test_the_list_takes_the_same_queries_for_one_and_three(client):
    stories.story(themes=[stories.theme()])
    address = stories.index().url
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    stories.story(themes=[stories.theme()])
    stories.story(themes=[stories.theme("integration")])
    # A new theme is read once, then kept.
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(one)


@pytest.mark.parametrize("address", ["/en/", "/en/practices/"])
def test_maps_take_the_same_queries_for_two_places_and_five(client, address):
    def tell() -> None:
        page = stories.story(themes=[stories.theme()], partner_place="France", tie="partnership")
        page.territories = [TerritoryFactory()]
        page.save()

    def count() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    for _ in range(2):
        tell()
    two = count()
    for _ in range(3):
        tell()
    assert count() == two


def test_the_story_takes_the_same_queries_whatever_it_relates_to(client):
    page = stories.story(themes=[stories.theme()])
    others = [stories.story(themes=[stories.theme()]) for _ in range(3)]
    page.related = [("story", others[0])]
    page.save()
    client.get(page.url)
    with CaptureQueriesContext(connection) as one:
        client.get(page.url)
    page.related = [("story", other) for other in others]
    page.save()
    with CaptureQueriesContext(connection) as three:
        client.get(page.url)
    assert len(three) <= len(one)


def test_a_translation_keeps_themes_when_the_original_changes():
    stories.index("fr")
    page = stories.story(themes=[stories.theme()])
    version = page.copy_for_translation(pages.locales()["fr"], copy_parents=True)
    assert [term.slug for term in StoryPage.objects.get(pk=version.pk).themes.all()] == ["remittances"]


@pytest.mark.parametrize("who", [None, "member", RoleGroup.FACILITATORS])
def test_a_story_takes_ten_queries_at_most_for_anyone(client, who):
    theme = stories.theme()
    others = [stories.story(themes=[theme]) for _n in range(4)]
    page = stories.story(themes=[theme], related=[("story", others[0])], partner_place="France", tie="partnership")
    page.territories = [TerritoryFactory()]
    page.save()
    stories.brief(evidence=[page])
    if who:
        client.force_login(UserFactory(role=None if who == "member" else who))
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
    assert len(queries) <= 10, [q["sql"][:200] for q in queries]


def test_a_renamed_place_is_renamed_in_every_story(client):
    place = TerritoryFactory(name_en="Oldtown")
    page = stories.story()
    page.territories = [place]
    page.save()
    place.name_en = "Newtown"
    place.save()
    text = body(client, page.url)
    assert "Newtown" in text
    assert "Oldtown" not in text
