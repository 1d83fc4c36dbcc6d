"""The library as people meet it: the list and its facets, proposing, reviewing, and documents that nobody guesses."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.digests.sources import Section
from community.members.enums import RoleGroup
from community.taxonomy import words
from community.taxonomy.enums import Vocabulary
from foundation import clock
from home.library import digest_source
from home.library.models import Item
from home.library.services import items
from tests.factories import library
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db
PROPOSE = "/en/library/propose/"


@pytest.fixture
def signed(client):
    client.member = UserFactory()
    client.force_login(client.member)
    return client


def shown(client, query=""):
    return [row.title for row in client.get(f"/en/library/{query}").context["items"]]


def counts(client, facet, query=""):
    found = client.get(f"/en/library/{query}").context["facets"]
    return {line.slug: line.count for each in found if each.name == facet for line in each.values}


@pytest.fixture
def shelf():
    """Three public items that differ, one proposal."""
    law, desk = (TermFactory(vocabulary=Vocabulary.THEMES, slug=slug) for slug in ("law", "desk"))
    words.forget()
    library.public(title="A law", kind="legal", themes=[law], year=2001, language="fr", country="SN", author="Sénat")
    library.public(title="A tool", kind="tool", themes=[desk, law], year=2020, language="en", country="")
    library.public(title="A report", kind="report", themes=[desk], year=None, language="ar", country="MA")
    library.proposed(title="A secret", themes=[law])


def test_the_list_shows_what_is_public_the_newest_first(client, shelf):
    assert shown(client) == ["A report", "A tool", "A law"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?type=tool", ["A tool"]),
        ("?type=tool&type=legal", ["A tool", "A law"]),
        ("?theme=law", ["A tool", "A law"]),
        ("?theme=law&language=fr", ["A law"]),
        ("?year=2001", ["A law"]),
        ("?year=none", ["A report"]),
        ("?country=none", ["A tool"]),
        ("?country=MA&theme=law", []),
        ("?q=senat", ["A law"]),
        ("?q=SÉNAT+law", ["A law"]),
        ("?q=secret", []),
        ("?year=then", []),
        ("?type=", ["A report", "A tool", "A law"]),
    ],
)
def test_words_and_facets_of_the_address_combine(client, shelf, query, titles):
    assert shown(client, query) == titles


def test_counts_obey_the_other_facets_and_not_their_own(client, shelf):
    assert counts(client, "type", "?theme=law") == {"legal": 1, "tool": 1}
    assert counts(client, "theme", "?theme=law") == {"law": 2, "desk": 2}
    assert counts(client, "language", "?type=tool&q=tool") == {"en": 1}
    assert sum(counts(client, "year").values()) == 3


def test_nothing_found_names_the_filter_to_leave_out(client, shelf):
    page = client.get("/en/library/?country=MA&theme=law").content.decode()
    assert "Nothing in the library fits" in page
    assert "Nearest: 2 items if you leave out “Country: Morocco”." in page
    assert "/en/discussions/new/" in page or reverse("discussions:new_thread") in page
    assert "Try fewer or other words" in client.get("/en/library/?q=zzz").content.decode()


def test_an_empty_library_says_how_it_begins(client):
    page = client.get("/en/library/").content.decode()
    assert "The library is still empty" in page
    assert PROPOSE in page


def test_every_page_leads_to_the_library_from_its_foot(client):
    assert 'href="/en/library/"' in client.get("/en/search/").content.decode()


def test_one_row_costs_as_much_as_three(client, facilitator, count_queries):
    client.force_login(facilitator)
    library.proposed()
    mine = library.public()
    addresses = ("/en/library/", "/en/library/review/", "/en/library/?theme=remittances&q=guide&type=guideline")

    def costs():
        return [count_queries(lambda address=address: client.get(address)) for address in addresses]

    costs()
    one = costs()
    for _number in range(2):
        library.proposed()
        library.public()
    assert costs() == one
    client.force_login(mine.proposer)
    client.get("/en/library/mine/")
    alone = count_queries(lambda: client.get("/en/library/mine/"))
    for _number in range(2):
        library.proposed(mine.proposer)
    assert count_queries(lambda: client.get("/en/library/mine/")) == alone


def test_a_visitor_reads_the_list_in_at_most_ten_queries(client, shelf, count_queries):
    client.get("/en/library/")
    assert count_queries(lambda: client.get("/en/library/?theme=law&year=2020&q=tool")) <= 10


def test_a_link_is_proposed_once_however_often_the_form_is_sent(signed):
    sent = library.form(form_key=uuid.uuid4())
    first, second = signed.post(PROPOSE, sent), signed.post(PROPOSE, sent)
    row = Item.objects.get()
    assert first["Location"] == second["Location"] == row.get_absolute_url()
    assert (row.state, row.proposer, row.url) == ("proposed", signed.member, "https://example.org/guide")
    assert [term.slug for term in row.themes.all()] == ["remittances"]


def test_a_document_is_kept_under_a_name_that_tells_nothing(signed, storage):
    upload = SimpleUploadedFile("../salaries.pdf", library.PDF)
    assert signed.post(PROPOSE, library.form(url="", file=upload)).status_code == 302
    row = Item.objects.get()
    assert (row.ending, row.size) == ("pdf", len(library.PDF))
    assert "salaries" not in row.file.name
    assert [path.name for path in storage.glob("library/*")] == [row.file.name.split("/")[1]]


def test_a_picture_loses_what_it_says_about_its_place(signed):
    upload = SimpleUploadedFile("a.jpg", library.picture())
    signed.post(PROPOSE, library.form(url="", file=upload))
    with Item.objects.get().file.open("rb") as kept:
        assert b"town hall" not in kept.read()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"url": ""}, "Give a link, or choose a document."),
        ({"url": "javascript:alert(1)"}, "not an address of the web"),
        ({"url": "ftp://example.org/a"}, "not an address of the web"),
        ({"themes": []}, "Choose at least one theme"),
        ({"year": "1066"}, "Give a year from 1900"),
        ({"country": "XX"}, "Select a valid choice"),
        ({"file": SimpleUploadedFile("a.pdf", library.PDF)}, "Give a link or a document, not both."),
        ({"url": "", "file": SimpleUploadedFile("a.pdf", b"MZ\x00\x01")}, "This kind of file is not taken"),
        (
            {"url": "", "licence": "reserved", "file": SimpleUploadedFile("a.pdf", library.PDF)},
            "give a link to where it stands",
        ),
    ],
)
def test_a_wrong_proposal_is_refused_beside_its_field_and_keeps_what_was_typed(signed, values, words):
    sent = library.form(**values)
    if "file" in values:
        values["file"].seek(0)
    answer = signed.post(PROPOSE, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(words) >= 2
    assert 'value="A guide to help desks"' in page
    assert "How to open a desk, step by step." in page
    assert not Item.objects.exists()


def test_what_was_typed_outlives_a_session_that_ended(client):
    answer = client.post(PROPOSE, library.form())
    assert answer.status_code == 403
    assert "How to open a desk" in answer.content.decode()
    client.force_login(UserFactory())
    page = client.get(PROPOSE).content.decode()
    assert 'value="A guide to help desks"' in page
    assert (
        'value="remittances" id="id_themes_0" checked' in page or "checked" in page.split('value="remittances"')[1][:60]
    )


def test_the_bound_is_told_and_the_form_kept(signed, monkeypatch):
    monkeypatch.setattr(items, "MOST_WAITING", 0)
    answer = signed.post(PROPOSE, library.form())
    assert answer.status_code == 409
    assert "of your proposals wait already" in answer.content.decode()
    assert 'value="A guide to help desks"' in answer.content.decode()


@pytest.mark.parametrize("state", ["proposed", "declined", "archived"])
def test_what_is_not_public_is_not_there_for_others_neither_page_nor_document(client, state):
    row = library.proposed(document=library.PDF, title="Quiet lantern")
    Item.objects.filter(pk=row.pk).update(state=state)
    for user in (None, UserFactory()):
        if user:
            client.force_login(user)
        for address in (row.get_absolute_url(), reverse("library:document", args=[row.slug])):
            here, nowhere = client.get(address), client.get(address.replace(row.slug, "noone-here"))
            assert here.status_code == nowhere.status_code == 404
            assert "Quiet lantern" not in here.content.decode()
    client.force_login(row.proposer)
    assert client.get(row.get_absolute_url()).status_code == 200


def test_a_document_is_handed_out_as_a_download_that_no_browser_interprets(client):
    row = library.public(document=library.PDF, title="Guide: “desks”")
    answer = client.get(reverse("library:document", args=[row.slug]))
    assert b"".join(answer.streaming_content) == library.PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert 'filename="guide-desks.pdf"' in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client.get(reverse("library:document", args=[library.public().slug])).status_code == 404


def test_a_facilitator_reads_the_oldest_first_and_decides(client, facilitator):
    first, second = library.proposed(title="First"), library.proposed(title="Second")
    client.force_login(facilitator)
    page = client.get("/en/library/review/").content.decode()
    assert page.index("First") < page.index("Second")
    assert "2 proposals wait for a decision" in client.get("/en/library/").content.decode()
    refused = client.post(f"/en/library/{first.slug}/move/", {"to": "declined", "reason": " "})
    assert refused.status_code == 422
    assert "Say why, in a sentence." in refused.content.decode()
    client.post(f"/en/library/{first.slug}/move/", {"to": "declined", "reason": "It is an advertisement."})
    client.post(f"/en/library/{second.slug}/move/", {"to": "public"})
    assert "Nothing waits" in client.get("/en/library/review/").content.decode()
    client.force_login(first.proposer)
    assert "It is an advertisement." in client.get(first.get_absolute_url()).content.decode()
    client.logout()
    assert shown(client) == ["Second"]


def test_an_unknown_move_is_refused_and_the_reason_kept(client, facilitator):
    row = library.proposed()
    client.force_login(facilitator)
    answer = client.post(f"/en/library/{row.slug}/move/", {"to": "burnt", "reason": "Too long."})
    assert answer.status_code == 422
    assert "Too long." in answer.content.decode()
    assert client.post(f"/en/library/{row.slug}/move/", {"to": "archived", "reason": "x"}).status_code == 409


def test_a_facilitator_sees_no_buttons_on_her_own_proposal(client, facilitator):
    row = library.proposed(facilitator)
    client.force_login(facilitator)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "nobody decides on what she proposed herself" in page
    assert "Put it in the library" not in page
    assert client.post(f"/en/library/{row.slug}/move/", {"to": "public"}).status_code == 403


def test_only_facilitators_find_the_review(signed, client):
    assert signed.get("/en/library/review/").status_code == 404
    client.force_login(UserFactory(role=RoleGroup.EDITORS))
    assert client.get("/en/library/review/").status_code == 404


def test_ones_own_proposals_stand_in_a_list_and_are_taken_back(signed):
    row = library.proposed(signed.member, title="Mine")
    library.proposed(title="Another's")
    page = signed.get("/en/library/mine/").content.decode()
    assert "Mine" in page
    assert "Another&#x27;s" not in page
    assert "Mine" in signed.get("/en/me/").content.decode()
    answer = signed.post(f"/en/library/{row.slug}/withdraw/", follow=True)
    assert "Taken back." in answer.content.decode()
    assert not Item.objects.filter(pk=row.pk).exists()


def test_the_address_of_a_title_in_arabic_is_readable_and_never_a_door_of_the_library():
    assert library.proposed(title="دليل البلديات").slug.isascii()
    assert library.proposed(title="Review").slug == "review-2"
    assert library.proposed(title="???").slug == "item"


def test_the_search_finds_what_is_public_by_title_description_and_author(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        library.public(title="Lantern of the desk", author="Quiet Institute", description="About windmills.")
        hidden = library.proposed(title="Lantern proposed")
    for text in ("lantern", "quiet", "windmills"):
        page = client.get(f"/en/search/?q={text}&type=library").content.decode()
        assert "/en/library/lantern-of-the-desk/" in page
        assert hidden.slug not in page


def test_what_is_archived_leaves_the_search(client, facilitator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = library.public(title="Lantern")
    with django_capture_on_commit_callbacks(execute=True):
        items.move(item=row, to="archived", by=facilitator, reason="Old.", now=clock.now())
    assert "/en/library/lantern/" not in client.get("/en/search/?q=lantern").content.decode()


def test_digests_hear_of_what_became_public_lately():
    now = clock.now()
    library.proposed(title="Waiting")
    old = library.public(title="Old")
    Item.objects.filter(pk=old.pk).update(public_at=now - timedelta(days=9))
    library.public(title="New", themes=[TermFactory(vocabulary=Vocabulary.THEMES, slug="desk")])
    (told,) = digest_source.collect("fr", now - timedelta(days=7), clock.now())
    assert (told.title, told.section, told.path) == ("New", Section.LIBRARY, "/fr/library/new/")
    assert told.themes == {"desk"}
