"""What a brief must have before it goes public; its number; the editor's form."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from community.taxonomy.enums import Vocabulary
from home.briefs import display
from home.briefs.models import BriefIndexPage, BriefPage
from tests.factories import briefs, pages, stories
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "name", "words"),
    [
        ({"plain_summary": " "}, "plain_summary", "in plain words"),
        ({"key_messages": [("message", "One.")]}, "key_messages", "two to five"),
        ({"key_messages": [("message", "One.")] * 6}, "key_messages", "two to five"),
        ({"references": []}, "references", "a practice, or a publication with its year"),
        ({"kind": "roadmap"}, "steps", "A roadmap has steps"),
        ({"kind": "roadmap", "steps": [briefs.step()]}, "steps", "Link each step"),
        ({"kind": "guideline"}, "issuing_level", "which level"),
        ({"kind": "joint", "forum_year": 2026}, "forum", "Name the forum"),
        ({"kind": "joint", "forum": "Global Forum"}, "forum_year", "year of the forum"),
    ],
)
def test_what_is_missing_keeps_a_brief_from_going_public(fields, name, words):
    with pytest.raises(ValidationError) as refusal:
        stories.brief(**fields)
    assert words in " ".join(refusal.value.message_dict[name])


def test_a_practice_is_source_enough():
    page = stories.brief(references=[], evidence=[stories.story()])
    assert page.live


def test_a_draft_may_lack_everything():
    stories.brief()
    index = BriefIndexPage.objects.get()
    page = pages.child(index, BriefPage, title="Draft", slug="draft", standfirst="Later.", number=90, live=False)
    page.save_revision()
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish(skip_permission_checks=True)
    page.refresh_from_db()
    assert not page.live


def test_another_brief_keeps_its_number_and_a_published_one_never_changes_it():
    first, second = stories.brief(number=7), stories.brief(number=8)
    with pytest.raises(ValidationError, match=r"has this number\. The next free one is 9"):
        briefs.republish(second, number=7)
    with pytest.raises(ValidationError, match="Set it back to 7"):
        briefs.republish(first, number=70)


def test_a_copy_gets_a_number_of_its_own():
    page = stories.brief(number=7)
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False)
    assert BriefPage.objects.get(pk=copy.pk).number == 8


def form_of(page, **fields):
    """Return what the editor's form sends."""
    data = {
        "title": page.title,
        "slug": page.slug,
        "kind": "brief",
        "number": page.number,
        "standfirst": page.standfirst,
        "audience": "",
        "plain_summary": page.plain_summary,
        "key_messages": streamfield([("message", "One."), ("message", "Two.")]),
        "context": rich_text(""),
        "evidence_text": rich_text(""),
        "recommendations": streamfield([]),
        "unknowns": streamfield([]),
        "made_how": rich_text(""),
        "themes": [],
        "references": streamfield([]),
        "cites": streamfield([]),
        "steps": streamfield([]),
        "issuing_level": "",
        "issuing_country": "",
        "forum": "",
        "forum_year": "",
        "comments_mode": "inherit",
        "withdrawn_on": "",
        "withdrawn_reason": "",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        **fields,
    }
    return nested_form_data(data)


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user)
    return client


def test_the_editors_form_says_what_is_missing_beside_the_field_and_keeps_a_draft(editor):
    page = stories.brief()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    refused = editor.post(address, form_of(page, title="Renamed", **{"action-publish": "1"}))
    assert refused.status_code == 200
    assert "Name what the brief rests on" in str(refused.context["form"].errors["references"])
    page.refresh_from_db()
    assert page.title != "Renamed"
    assert editor.post(address, form_of(page, title="Renamed")).status_code == 302
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Renamed"


def test_the_editors_form_publishes_what_is_whole(editor):
    page = stories.brief()
    known = stories.brief(title="The first")
    cites = streamfield([("brief", str(known.pk))])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = form_of(page, title="Renamed", cites=cites, references=streamfield([]), **{"action-publish": "1"})
    assert "Name what the brief rests on" in editor.post(address, sent).content.decode()
    story = streamfield([("brief", str(known.pk)), ("story", str(stories.story().pk))])
    assert (
        editor.post(address, form_of(page, title="Renamed", cites=story, **{"action-publish": "1"})).status_code == 302
    )
    page.refresh_from_db()
    assert page.title == "Renamed"
    assert set(page.citations.values_list("kind", flat=True)) == {"brief", "story"}


def test_the_editors_page_has_its_tabs_and_offers_the_next_number(editor):
    page = stories.brief(number=41)
    address = reverse("wagtailadmin_pages:add", args=["briefs", "briefpage", page.get_parent().pk])
    form = editor.get(address).context["form"]
    assert form.initial["number"] == 42
    text = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    for tab in ("Sources", "Roadmap, guideline, submission", "Settings"):
        assert tab in text
    assert "Needed to publish" in text


def test_the_preview_of_a_draft_shows_what_its_text_names(editor):
    page, story = stories.brief(), stories.story(title="Newly cited")
    page.cites = [("story", story)]
    page.save_revision()
    text = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "Newly cited" in text


def test_a_guideline_says_who_issues_it(client):
    level = TermFactory(vocabulary=Vocabulary.TERRITORY_LEVELS, slug="national", label_en="National programme")
    page = stories.brief(kind="guideline", issuing_level=level)
    text = client.get(page.address).content.decode()
    assert "Guideline" in text
    assert "National level" in text


def test_a_recommendation_says_at_which_level_with_its_own_reference(client):
    TermFactory(vocabulary=Vocabulary.TERRITORY_LEVELS, slug="multi-country", label_en="Several countries")
    page = stories.brief()
    value = {**page.recommendations[0].value, "levels": ["multi-country"]}
    value["references"] = [{"title": "Act on councils", "author": "", "number": "2011-4", "year": 2011, "url": ""}]
    page = briefs.republish(page, recommendations=[("recommendation", value)])
    text = " ".join(client.get(page.address).content.decode().split())
    assert "International level" in text
    assert "Act on councils</cite>, 2011-4 (2011)." in text


def test_a_roadmap_shows_its_steps_in_order_with_their_practices(client):
    one, two = stories.story(title="Shows how to ask"), stories.story(title="Shows how to pay")
    steps = [briefs.step(one), briefs.step(two, heading="Pay later")]
    text = client.get(stories.brief(kind="roadmap", steps=steps).address).content.decode()
    assert text.index("Ask first") < text.index("Shows how to ask") < text.index("Pay later") < text.index("how to pay")


def test_who_comes_second_with_a_circle_reads_why_in_the_editor_and_keeps_her_draft(editor, monkeypatch):
    mine, other, check, calls = stories.brief(title="Mine"), stories.brief(title="Other"), display.detour, []

    def meanwhile(page):
        found = check(page)
        if not calls:
            # The form of the first is good; then the second is published before the first is.
            calls.append(page)
            briefs.republish(other, cites=[("brief", mine)])
        return found

    monkeypatch.setattr(display, "detour", meanwhile)
    address = reverse("wagtailadmin_pages:edit", args=[mine.pk])
    cites = streamfield([("brief", str(other.pk)), ("story", str(stories.story().pk))])
    sent = form_of(mine, title="Renamed", cites=cites, **{"action-publish": "1"})
    answer = editor.post(address, sent, follow=True)
    said = " ".join(str(message) for message in answer.context["messages"])
    assert answer.redirect_chain[0][0] == address
    assert "“Renamed” was not published; what you wrote is kept as a draft." in said
    assert "run in a circle: “Other” already rests on this brief" in said
    mine.refresh_from_db()
    assert mine.title == "Mine"
    assert not mine.citations.exists()
    assert mine.get_latest_revision_as_object().title == "Renamed"


def test_a_draft_of_a_public_brief_changes_no_citations(editor):
    story = stories.story()
    page = stories.brief(evidence=[story])
    page.recommendations = []
    page.save_revision()
    assert page.citations.count() == 1
