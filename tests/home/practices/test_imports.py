"""Practices from a table: tried out first, found again by their id, duplicates flagged, nothing half written."""

import io

import pytest
from django.urls import reverse
from openpyxl import Workbook

from community.members.enums import RoleGroup
from foundation import clock
from home.practices.models import ImportedStory, StoryPage
from home.practices.services import imports
from home.services import editorial
from tests.factories import pages, stories
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TerritoryFactory

pytestmark = pytest.mark.django_db
TABLE = "external_id,title,territories,begins,themes\nk-1,A desk,place-x,1993,remittances\nk-2,A fund,,,\n"


@pytest.fixture(autouse=True)
def room():
    stories.index()
    stories.theme()
    TerritoryFactory(slug="place-x")


def run(text, dry_run=False):
    return imports.run(text=text, by=None, now=clock.now(), dry_run=dry_run)


def test_tried_out_nothing_is_written():
    report = run(TABLE, dry_run=True)
    assert report.count("created") == 2
    assert not StoryPage.objects.exists()


def test_rows_become_drafts_with_their_places_and_themes(client):
    run(TABLE)
    story = StoryPage.objects.get(title="A desk").get_latest_revision_as_object()
    assert [place.slug for place in story.territories.all()] == ["place-x"]
    assert [term.slug for term in story.themes.all()] == ["remittances"]
    assert story.begins == "1993"
    assert not story.live
    assert "A desk" not in client.get("/en/practices/").content.decode()


def test_a_second_run_changes_nothing_and_says_so():
    run(TABLE)
    report = run(TABLE)
    assert report.count("unchanged") == 2
    assert StoryPage.objects.count() == 2
    changed = run(TABLE.replace("1993", "1994"))
    assert [(o.state, o.columns) for o in changed.outcomes if o.state != "unchanged"] == [("changed", ["begins"])]
    assert ImportedStory.objects.count() == 2


def test_a_suspected_duplicate_is_flagged_and_kept():
    stories.story(title="A Desk")
    report = run(TABLE)
    assert [(remark.row, remark.message) for remark in report.remarks] == [(2, "Perhaps a duplicate of “A Desk”.")]
    assert StoryPage.objects.filter(title="A desk").exists()


def test_a_bad_row_is_named_by_row_and_column_and_nothing_is_written():
    report = run("external_id,title,begins,territories\na,One,1993,\nb,Two,soon,nowhere\n")
    assert [(problem.row, problem.column) for problem in report.problems] == [(3, "begins"), (3, "territories")]
    assert not StoryPage.objects.exists()


def test_an_imported_change_leaves_the_public_version_as_it_is(client):
    run(TABLE)
    story = StoryPage.objects.get(title="A desk")
    draft = story.get_latest_revision_as_object()
    draft.standfirst, draft.place, draft.nothing_reported = "Public.", "Exampletown", True
    pages.publish(draft)
    run(TABLE.replace("A desk", "A new desk"))
    assert "A desk" in client.get(f"/en/practices/{story.slug}/").content.decode()
    assert StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object().title == "A new desk"


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    target.name = "table.xlsx"
    return target


def test_an_editor_imports_a_workbook_in_the_back_office_and_others_do_not(client):
    editorial.appoint(homes=[pages.home()])
    address = reverse("imports:table", args=["stories"])
    client.force_login(UserFactory(role=RoleGroup.EDITORS))
    answer = client.post(address, {"file": workbook(["external_id", "title"], ["k-1", "A desk"])})
    assert answer.status_code == 200
    assert "Tried out: 1 new" in answer.content.decode()
    client.post(address, {"text": "external_id,title\nk-1,A desk\n", "confirm": "1"})
    assert StoryPage.objects.filter(title="A desk").exists()
    broken = io.BytesIO(b"PK\x03\x04 no workbook")
    broken.name = "x.xlsx"
    assert "This workbook cannot be read" in client.post(address, {"file": broken}).content.decode()
    client.force_login(UserFactory())
    assert client.get(address).status_code in {302, 403}


def test_a_silent_story_is_not_published_in_the_back_office(client):
    editorial.appoint(homes=[pages.home()])
    client.force_login(UserFactory(is_superuser=True, is_staff=True, second_factor=True))
    story = stories.story(live=False, nothing_reported=False)
    story.save_revision(clean=False)
    from home.practices.wagtail_hooks import incomplete

    assert incomplete(story) == ["Say what did not work, or that nothing is reported."]
    assert not story.live
