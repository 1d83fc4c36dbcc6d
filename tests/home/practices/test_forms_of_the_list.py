"""The list of practices in its other forms: compared, exported, as a feed, as a card, for machines."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from PIL import Image

from home.practices import facets
from home.practices.models import StoryPage
from tests.factories import pages, stories
from tests.factories.taxonomy import CorridorFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def count(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_four_stories_stand_side_by_side_and_what_is_missing_says_so(client):
    scheme = {"name": "A", "ratio": "2 x 1", "rule": "", "matchers": []}
    slugs = [stories.story(title=f"Told {n}").slug for n in range(4)]
    slugs.insert(0, stories.story(title="With rule", arrangements=[("matching", scheme)]).slug)
    response = client.get("/en/practices/compare/", {"story": [*slugs, "absent"]})
    text = response.content.decode()
    assert [story.slug for story, _rest in response.context["columns"]] == slugs[:4]
    assert "2 x 1" in text
    assert "Not known" in text


def test_a_comparison_of_what_is_not_public_says_so(client):
    hidden = stories.story(live=False)
    text = client.get("/en/practices/compare/", {"story": hidden.slug}).content.decode()
    assert hidden.title not in text
    assert "no longer public" in text


def test_comparing_one_takes_as_many_queries_as_comparing_three(client):
    slugs = [stories.story(themes=[stories.theme()]).slug for _n in range(4)]
    one = count(client, f"/en/practices/compare/?story={slugs[0]}")
    assert count(client, "/en/practices/compare/?" + "&".join(f"story={slug}" for slug in slugs[:3])) == one


def test_an_export_holds_what_the_filters_leave_and_where_it_comes_from(client):
    stories.story(title="Kept", themes=[stories.theme()], source_reference="Report")
    stories.story(title="Left out")
    answer = client.get("/en/practices/export.json", {"theme": "remittances"})
    found = json.loads(answer.content)
    assert [row["title"] for row in found["practices"]] == ["Kept"]
    assert found["count"] == 1
    assert found["practices"][0]["source"] == "Report"
    assert "creativecommons" in found["licence"]
    assert "theme=remittances" in found["address"]
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+32 is a number", "-1", "@cmd", "\t=1", "＝1"])
def test_no_cell_of_an_export_is_a_formula(client, title):
    stories.story(title=title)
    table = list(csv.DictReader(io.StringIO(client.get("/en/practices/export.csv").content.decode("utf-8-sig"))))
    assert table[0]["title"].startswith("'")
    sheet = load_workbook(io.BytesIO(client.get("/en/practices/export.xlsx").content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type == "s" for cell in cells)
    assert any(str(cell.value).startswith("'") for cell in cells)


def test_an_export_takes_the_same_queries_for_one_and_three(client):
    stories.story(themes=[stories.theme()])
    one = count(client, "/en/practices/export.csv")
    for _n in range(2):
        stories.story(themes=[stories.theme()])
    assert count(client, "/en/practices/export.csv") == one


def test_an_unknown_form_is_not_found(client):
    assert client.get("/en/practices/export.pdf").status_code == 404


def test_the_feed_holds_the_newest_that_fit_in_the_language_asked_for(client):
    stories.index("fr")
    told = stories.story(title="A desk", themes=[stories.theme()])
    stories.story(title="Another")
    version = told.copy_for_translation(pages.locales()["fr"], copy_parents=True)
    pages.publish(version, title="Un guichet", slug=told.slug)
    feed = ET.fromstring(client.get("/feeds/practices.atom?theme=remittances&in=fr").content)  # noqa: S314  # ours
    assert [entry.find(f"{ATOM}title").text for entry in feed.findall(f"{ATOM}entry")] == ["Un guichet"]
    assert feed.find(f"{ATOM}entry/{ATOM}id").text == f"urn:uuid:{told.translation_key}"
    english = ET.fromstring(client.get("/feeds/practices.atom?in=nonsense").content)  # noqa: S314  # ours
    assert {entry.find(f"{ATOM}title").text for entry in english.findall(f"{ATOM}entry")} == {"A desk", "Another"}


@pytest.mark.parametrize("tie", ["partnership", "movement", "place"])
def test_the_card_is_a_picture_drawn_from_the_story(client, tie):
    told = stories.story(title="A very long title " * 12, place="Kayes, Mali", partner_place="France", tie=tie)
    answer = client.get(f"/en/practices/{told.slug}/card.png")
    assert answer["Content-Type"] == "image/png"
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (1200, 630)
        assert (161, 20, 90) in {colour for _n, colour in picture.getcolors(100_000)}


def test_the_card_of_an_arabic_story_is_drawn_in_arabic_letters(client):
    stories.index("ar")
    told = stories.story(place="Kayes", partner_place="France", tie="partnership")
    version = told.copy_for_translation(pages.locales()["ar"], copy_parents=True)
    pages.publish(version, title="منطقة ترسم مشاريع مهاجريها", slug=told.slug, place="كاي", partner_place="فرنسا")
    arabic = client.get(f"/ar/practices/{told.slug}/card.png").content
    assert arabic != client.get(f"/en/practices/{told.slug}/card.png").content


def test_the_page_says_what_it_is_to_machines(client):
    told = stories.story(title='</script><script>alert("1")</script>')
    text = client.get(told.url).content.decode()
    assert '<script>alert("1")' not in text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', text)[1])
    assert data["headline"] == told.title
    assert data["@id"] == f"urn:uuid:{told.translation_key}"
    assert re.search(r'property="og:image" content="[^"]+/card\.png"', text)


def test_many_facets_are_counted_in_three_queries():
    for number in range(3):
        page = stories.story(themes=[stories.theme()], movement="leave", act="yes", evidence="documented")
        page.territories = [TerritoryFactory()]
        page.corridors = [CorridorFactory()] if number == 0 else []
        page.save()
    everything = StoryPage.objects.readable(locale=stories.index().locale)
    chosen = facets.Chosen((("theme", ("remittances",)), ("movement", ("leave",)), ("act", ("yes",))))
    facets.count(everything, chosen)
    with CaptureQueriesContext(connection) as queries:
        found = facets.count(everything, chosen)
    counting = [query["sql"] for query in queries if "COUNT(" in query["sql"].upper()]
    assert len(counting) <= 3
    values = {(facet.name, value.slug): value.count for facet in found for value in facet.values}
    assert values["movement", "leave"] == 3
    assert values["act", "yes"] == 3
    assert values["evidence", "documented"] == 3


def test_nobody_has_told_yet_what_did_not_work(client):
    stories.story()
    text = client.get("/en/practices/", {"kind": "did-not-work"}).content.decode()
    assert "Nobody has told yet what did not work" in text
    assert "/practices/share/new/?kind=did-not-work" in text
    stories.story(kind="did-not-work", title="We closed the desk")
    text = client.get("/en/practices/", {"kind": "did-not-work"}).content.decode()
    assert "We closed the desk" in text
    assert "Nobody has told yet" not in text
