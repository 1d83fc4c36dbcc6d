"""Sharing a practice, as a member meets it: begin, seven steps, send; nothing typed is lost."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.taxonomy.enums import Vocabulary
from foundation import clock
from home.practices.enums import Form
from home.practices.models import StoryPage
from home.submissions import locks
from home.submissions.enums import State
from home.submissions.forms.steps import STEPS
from home.submissions.models import Submission
from home.submissions.services import drafts
from tests.factories import stories, submissions
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def step(row, name):
    return reverse("submissions:step", args=[row.pk, name])


def lines(part, *rows, extra=0):
    data = {f"{part}-TOTAL_FORMS": len(rows) + extra, f"{part}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"{part}-{number}-{name}": value for name, value in row.items()}
    return data


def text_of(row):
    return drafts.text_of(Submission.objects.select_related("story").get(pk=row.pk))


@pytest.fixture(autouse=True)
def words():
    for slug in ("lead", "funder"):
        TermFactory(vocabulary=Vocabulary.PARTNER_ROLES, slug=slug)


@pytest.fixture
def signed(client):
    member = UserFactory()
    client.force_login(member)
    client.member = member
    return client


def test_anybody_reads_what_sharing_means(client):
    assert "two people read it before it is public" in client.get("/en/practices/share/").content.decode()


def test_a_title_begins_a_draft_and_the_same_form_sent_twice_begins_one(signed):
    stories.index()
    data = {"title": " A  desk ", "kind": "practice", "language": "en", "form_key": uuid.uuid4()}
    first = signed.post("/en/practices/share/new/", data)
    second = signed.post("/en/practices/share/new/", data)
    row = Submission.objects.get()
    assert first["Location"] == second["Location"] == step(row, "place")
    assert row.story.title == "A desk"
    assert not row.story.live


def test_a_draft_has_the_address_of_no_other_story(signed):
    stories.story(slug="a-desk")
    row = submissions.draft(signed.member, title="A desk")
    assert row.story.slug == "a-desk-2"


@pytest.mark.parametrize("name", STEPS)
def test_every_step_opens_empty_and_saves_empty(signed, name):
    row = submissions.draft(signed.member)
    page = signed.get(step(row, name))
    assert page.status_code == 200
    data = {"title": "A desk", "kind": "practice", "tie": "place", "status": "unknown", "form": "short"}
    data |= {"associations_joined": "unknown", "evidence": "described", "go": "leave"}
    answer = signed.post(step(row, name), data)
    assert answer.status_code == 302, answer.context["sheet"].form.errors
    assert answer["Location"] == row.get_absolute_url()


def test_partners_are_told_one_at_a_time_and_hidden_until_they_agree(signed):
    row = submissions.draft(signed.member)
    data = {"associations_joined": "planning"} | lines(
        "partners",
        {"name": "The town", "role": "lead", "brought": "The room.", "named": "yes", "side": "origin"},
        {"name": "A bank", "role": "funder", "brought": "Money.", "named": "no"},
        {"name": ""},
    )
    assert signed.post(step(row, "partners"), data).status_code == 302
    told = [dict(block.value) for block in text_of(row).partners]
    assert [(partner["name"], partner["hidden"]) for partner in told] == [("The town", False), ("A bank", True)]
    preview = signed.get(reverse("submissions:preview", args=[row.pk])).content.decode()
    assert "The town" in preview
    assert "A bank" not in preview
    assert "A partner not named yet" in preview


def test_what_is_wrong_stands_beside_the_field_and_in_a_summary_that_links(signed):
    row = submissions.draft(signed.member)
    data = {"associations_joined": "unknown"} | lines("partners", {"name": "Mixed commission", "named": "yes"})
    answer = signed.post(step(row, "partners"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_partners-0-brought"' in page
    assert page.count("Say what they did. One sentence is enough.") == 2
    assert 'value="Mixed commission"' in page
    assert page.split("<title>")[1].startswith("Error:")


def test_adding_a_line_keeps_what_was_typed(signed):
    row = submissions.draft(signed.member)
    whole = {"name": "The town", "role": "lead", "brought": "The room.", "named": "yes"}
    data = {"associations_joined": "unknown", "add": "partners"} | lines("partners", whole)
    answer = signed.post(step(row, "partners"), data, follow=True)
    assert 'value="The town"' in answer.content.decode()
    half = {"associations_joined": "unknown", "add": "partners"} | lines("partners", {"name": "Half"})
    answer = signed.post(step(row, "partners"), half)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Half"' in page
    assert 'name="partners-1-name"' in page
    assert "error-summary" not in page


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("place", {"begins": "2012", "ends": "2009"}, "The end, 2009, is before the beginning, 2012."),
        ("place", {"begins": "soon"}, "Write a year, a month or a day"),
        ("place", {"territories": "Nowhere"}, "We know no “Nowhere”."),
        ("place", {"title": "x" * 10_000}, "at most 120"),
        ("needs", {"budget": "5", "form": "full"}, "Say in which currency"),
        ("needs", {"plan_url": "javascript:alert(1)", "form": "full"}, "Enter a valid URL"),
    ],
)
def test_bad_input_gets_a_reason_and_is_kept(signed, name, data, words):
    row = submissions.draft(signed.member)
    base = {"title": "A desk", "kind": "practice", "tie": "place", "status": "unknown", "form": "short"}
    answer = signed.post(step(row, name), base | data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert str(next(iter(data.values())))[:100] in page


def test_a_step_that_ends_before_it_begins_is_refused(signed):
    row = submissions.draft(signed.member)
    data = lines("steps", {"heading": "Sign", "begins": "2010", "ends": "2009"})
    assert "is before the beginning" in signed.post(step(row, "done"), data).content.decode()


def test_text_sent_after_the_session_ended_is_there_again_after_signing_in(client):
    row = submissions.draft(UserFactory())
    data = {"standfirst": "Long words that took half an hour.", "context": "<b>Here</b>"}
    answer = client.post(step(row, "context"), data)
    assert answer.status_code == 403
    assert "Long words that took half an hour." in answer.content.decode()
    client.force_login(row.author)
    page = client.get(step(row, "context")).content.decode()
    assert "Long words that took half an hour." in page
    assert "&lt;b&gt;Here&lt;/b&gt;" in page
    client.post(step(row, "context"), data)
    assert text_of(row).standfirst == "Long words that took half an hour."


def test_what_an_editor_formatted_stays_when_the_words_do_not_change(signed):
    row = submissions.draft(signed.member)
    html = "<p>A <b>town</b>.</p><ul><li>One</li><li>Two</li></ul>"

    def change(story: StoryPage) -> None:
        story.context = html

    drafts.write(submission=row, by=signed.member, base=None, change=change, now=clock.now())
    shown = signed.get(step(row, "context")).context["sheet"].form.initial["context"]
    signed.post(step(row, "context"), {"standfirst": "S.", "context": shown, "challenge": ""})
    assert text_of(row).context == html


def test_who_holds_the_text_is_named_and_others_wait(signed):
    author, colleague = submissions.colleagues()
    row = submissions.draft(author, organisation=author.profile.organisation)
    row.co_authors.create(member=colleague, added_at=clock.now())
    drafts.write(submission=row, by=author, base=None, change=submissions.fill, now=clock.now())
    other = Client()
    other.force_login(colleague)
    assert f"{author.name} is writing just now" in other.get(step(row, "context")).content.decode()
    answer = other.post(step(row, "context"), {"standfirst": "Mine", "context": "", "challenge": ""})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{author.name} is writing just now" in page
    assert "Mine" in page
    Submission.objects.filter(pk=row.pk).update(edited_at=clock.now() - locks.HELD_FOR - timedelta(seconds=1))
    base = Submission.objects.get(pk=row.pk).story.latest_revision_id
    data = {"standfirst": "Mine", "context": "", "challenge": "", "base": base}
    assert other.post(step(row, "context"), data).status_code == 302


def test_a_colleagues_newer_text_is_shown_beside_what_was_typed(signed):
    author, colleague = submissions.colleagues()
    row = submissions.draft(author, organisation=author.profile.organisation)
    row.co_authors.create(member=colleague, added_at=clock.now())
    base = row.story.latest_revision_id
    drafts.write(submission=row, by=colleague, base=None, change=submissions.fill, now=clock.now())
    locks.leave(row, by=colleague)
    client = Client()
    client.force_login(author)
    answer = client.post(step(row, "context"), {"standfirst": "Mine", "context": "", "challenge": "", "base": base})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mine" in page
    assert "A desk was opened. People find help at one door." in page


def test_a_complete_draft_is_sent_and_can_be_taken_back(signed):
    row = submissions.complete(signed.member)
    assert signed.post(reverse("submissions:send", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.state == State.SUBMITTED
    assert signed.get(step(row, "place")).status_code == 302
    signed.post(reverse("submissions:take_back", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == State.DRAFT


def test_an_incomplete_draft_says_what_is_missing_with_links(signed):
    row = submissions.draft(signed.member)
    answer = signed.post(reverse("submissions:send", args=[row.pk]))
    assert answer.status_code == 422
    assert f'<a href="{step(row, "partners")}">Name at least one partner, with a role.</a>' in answer.content.decode()


@pytest.mark.parametrize("name", ["submission", "preview", "send", "take_back", "archive", "restore", "add_author"])
def test_to_a_stranger_a_draft_is_not_there(signed, name):
    row = submissions.draft(UserFactory())
    address = reverse(f"submissions:{name}", args=[row.pk])
    absent = reverse(f"submissions:{name}", args=[10**9])
    send = signed.get if name in {"submission", "preview"} else signed.post
    assert send(address).status_code == send(absent).status_code == 404


@pytest.mark.parametrize("name", STEPS)
def test_to_a_stranger_a_step_is_not_there(signed, name):
    row = submissions.draft(UserFactory())
    assert signed.get(step(row, name)).status_code == 404
    assert signed.post(step(row, name), {"title": "Taken"}).status_code == 404
    assert text_of(row).title != "Taken"


def test_a_colleague_is_named_by_address_and_a_stranger_is_not(client):
    author, colleague = submissions.colleagues()
    row = submissions.draft(author, organisation=author.profile.organisation)
    client.force_login(author)
    address = reverse("submissions:add_author", args=[row.pk])
    assert client.post(address, {"address": UserFactory().email, "role": "editor"}).status_code == 422
    assert client.post(address, {"address": colleague.email.upper(), "role": "editor"}).status_code == 302
    other = Client()
    other.force_login(colleague)
    assert other.get(step(row, "place")).status_code == 200
    assert other.post(address, {"address": author.email, "role": "editor"}).status_code == 404
    other.post(reverse("submissions:remove_author", args=[row.pk, colleague.pk]))
    assert other.get(step(row, "place")).status_code == 404


def test_the_full_form_follows_at_the_same_address_with_its_history(signed):
    row = submissions.complete(signed.member)
    slug, before = row.story.slug, row.story.revisions.count()
    assert "indicators-TOTAL_FORMS" not in signed.get(step(row, "results")).content.decode()
    signed.post(step(row, "needs"), {"form": "full", "staff": "One officer"})
    assert "indicators-TOTAL_FORMS" in signed.get(step(row, "results")).content.decode()
    story = text_of(row)
    assert story.form == Form.FULL
    assert story.staff == "One officer"
    assert story.slug == slug
    assert row.story.revisions.count() >= before


def test_the_public_version_stays_while_a_new_one_is_written(signed):
    page = stories.story(title="Public words")
    Submission.objects.create(
        story=page, author=signed.member, state=State.PUBLIC, created_at=clock.now(), moved_at=clock.now()
    )
    page.save_revision().publish(skip_permission_checks=True)
    answer = signed.post(reverse("submissions:revise", args=[page.pk]))
    row = Submission.objects.open().get(story=page)
    assert answer["Location"] == row.get_absolute_url()
    assert signed.post(reverse("submissions:revise", args=[page.pk]))["Location"] == row.get_absolute_url()

    def change(story: StoryPage) -> None:
        story.title = "New words"

    drafts.write(submission=row, by=signed.member, base=None, change=change, now=clock.now())
    public = signed.get(page.url).content.decode()
    assert "Public words" in public
    assert "New words" not in public


def test_looks_like_personal_data_is_said_before_sending(signed):
    row = submissions.complete(signed.member)

    def change(story: StoryPage) -> None:
        story.failures = [("failure", {"text": "Ask Awa at +221 77 123 45 67 or awa@example.org."})]

    drafts.write(submission=row, by=signed.member, base=None, change=change, now=clock.now())
    page = signed.get(step(row, "check")).content.decode()
    assert "Does this say who somebody is?" in page
    assert "+221 77 123 45 67" in page
    assert "awa@example.org" in page
    assert "1993" not in page.split("Does this say who")[1][:600]


def test_the_list_of_ones_practices_takes_the_same_queries_for_one_and_three(signed):
    submissions.draft(signed.member)
    signed.get("/en/practices/share/")
    with CaptureQueriesContext(connection) as one:
        signed.get("/en/practices/share/")
    for number in range(2):
        submissions.draft(signed.member, title=f"Another {number}")
    with CaptureQueriesContext(connection) as three:
        signed.get("/en/practices/share/")
    assert len(three) == len(one)


def test_territories_and_themes_are_written(signed):
    row = submissions.draft(signed.member)
    place, theme = TerritoryFactory(name_en="Exampletown"), stories.theme()
    data = {"title": "A desk", "kind": "practice", "tie": "place", "status": "running", "begins": "2009"}
    data |= {"territories": "exampletown", "themes": [theme.slug]}
    assert signed.post(step(row, "place"), data).status_code == 302
    story = text_of(row)
    assert list(story.territories.all()) == [place]
    assert [term.slug for term in story.themes.all()] == [theme.slug]
    assert story.place.startswith("Exampletown")


def test_what_was_saved_with_add_another_is_there_after_the_next_save(signed):
    row = submissions.draft(signed.member)
    whole = {"name": "The town", "role": "lead", "brought": "The room.", "named": "yes", "side": "unknown"}
    added = signed.post(
        step(row, "partners"), {"associations_joined": "unknown", "add": "partners"} | lines("partners", whole)
    )
    assert "autofocus" in added.content.decode()
    again = {"associations_joined": "unknown", "go": "next"} | lines("partners", whole, {"name": "", "named": "no"})
    again["base"] = added.context["base"]
    assert signed.post(step(row, "partners"), again).status_code == 302
    assert [block.value["name"] for block in text_of(row).partners] == ["The town"]
    signed.post(step(row, "results"), {"nothing_reported": "on", "evidence": "described"})
    assert [block.value["name"] for block in text_of(row).partners] == ["The town"]
