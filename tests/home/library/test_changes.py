"""Changing what is told of an item: at once while it waits, through a second pair of eyes once it is public."""

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from community.members.enums import RoleGroup
from community.outbox import delivery
from foundation import clock
from home.library.enums import State
from home.library.models import Item, Move
from home.library.services import items
from tests.factories import library
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def sent(row, **values):
    """What the form of an item sends, with some of it changed."""
    link = {"url": row.url} if row.url else {"url": ""}
    return library.form(title=row.title, **link) | values


def edit(user, row, **values):
    return as_(user).post(reverse("library:edit", args=[row.slug]), sent(row, **values))


def decide(user, row, to, **values):
    return as_(user).post(reverse("library:move", args=[row.slug]), {"to": to, **values})


def download(user, row):
    answer = as_(user).get(reverse("library:document", args=[row.slug]))
    return b"".join(answer) if answer.streaming else answer.status_code


def deliver():
    while delivery.deliver_due(now=clock.now()):
        pass
    return [letter.subject for letter in outbox.outbox]


@pytest.fixture
def other(db):
    """A second facilitator."""
    return UserFactory(role=RoleGroup.FACILITATORS)


def test_what_waits_is_changed_at_once_by_its_proposer():
    row = library.proposed()
    page = as_(row.proposer).get(row.get_absolute_url()).content.decode()
    address = reverse("library:edit", args=[row.slug])
    assert address in page
    assert 'value="A guide to help desks"' in as_(row.proposer).get(address).content.decode()
    answer = edit(row.proposer, row, title="A better guide", country="")
    assert answer["Location"] == row.get_absolute_url()
    row.refresh_from_db()
    assert (row.title, row.country, row.state, row.version) == ("A better guide", "", State.PROPOSED, 2)
    assert "better guide" in row.found_by
    assert Item.objects.count() == 1
    assert not Move.objects.exists()


def test_the_same_sent_twice_changes_once():
    row = library.proposed()
    for _time in range(2):
        edit(row.proposer, row, title="A better guide")
    row.refresh_from_db()
    assert row.version == 2


def test_a_bad_change_gets_its_reason_and_nothing_typed_is_lost():
    row = library.proposed()
    answer = edit(row.proposer, row, title="A better guide", year="1066")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Give a year from 1900" in page
    assert 'value="A better guide"' in page
    row.refresh_from_db()
    assert row.title == "A guide to help desks"


def test_words_sent_after_the_session_ended_are_there_again():
    row = library.proposed()
    client, address = Client(), reverse("library:edit", args=[row.slug])
    assert client.post(address, sent(row, title="Typed for half an hour")).status_code == 403
    client.force_login(row.proposer)
    assert 'value="Typed for half an hour"' in client.get(address).content.decode()


def test_a_document_stays_unless_another_one_or_a_link_comes_in_its_place(django_capture_on_commit_callbacks):
    row = library.proposed(document=library.PDF)
    first, storage = row.file.name, row.file.storage
    edit(row.proposer, row, title="A better guide")
    assert download(row.proposer, row) == library.PDF
    with django_capture_on_commit_callbacks(execute=True):
        edit(row.proposer, row, file=SimpleUploadedFile("b.pdf", library.PDF + b" more"))
    assert download(row.proposer, row) == library.PDF + b" more"
    assert not storage.exists(first)
    second = Item.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        edit(row.proposer, row, url="https://example.org/else")
    row.refresh_from_db()
    assert (row.file.name, row.url, row.size) == ("", "https://example.org/else", 0)
    assert not storage.exists(second)


def test_what_was_not_accepted_waits_again_once_it_is_changed(facilitator):
    row = library.proposed()
    decide(facilitator, row, "declined", reason="Which desk?")
    edit(row.proposer, row, title="A better guide")
    row.refresh_from_db()
    assert row.state == State.PROPOSED
    assert row.title in as_(facilitator).get(reverse("library:review")).content.decode()


def test_the_public_item_stays_while_its_change_waits_and_says_the_new_then(facilitator, client):
    row = library.public()
    answer = edit(row.proposer, row, title="A better guide")
    change = Item.objects.get(replaces=row)
    assert answer["Location"] == change.get_absolute_url()
    row.refresh_from_db()
    assert (row.title, row.state) == ("A guide to help desks", State.PUBLIC)
    assert client.get(change.get_absolute_url()).status_code == 404
    assert "A better guide" not in client.get("/en/library/").content.decode()
    page = as_(facilitator).get(change.get_absolute_url()).content.decode()
    assert "<del>A guide to help desks</del>" in page
    assert "<ins>A better guide</ins>" in page
    assert change.get_absolute_url() in as_(row.proposer).get(row.get_absolute_url()).content.decode()
    assert decide(facilitator, change, "public").status_code == 302
    row.refresh_from_db()
    assert row.title == "A better guide"
    assert Item.objects.get() == row
    assert "A better guide" in client.get(row.get_absolute_url()).content.decode()
    assert "Your change to “A better guide” is public" in deliver()


def test_one_item_has_one_change_which_is_changed_further(facilitator):
    row = library.public()
    edit(row.proposer, row, title="A better guide")
    edit(row.proposer, row, title="The best guide")
    assert Item.objects.get(replaces=row).title == "The best guide"
    edit(row.proposer, Item.objects.get(replaces=row), title="The very best guide")
    assert Item.objects.get(replaces=row).title == "The very best guide"


def test_a_public_item_saved_unchanged_makes_no_change():
    row = library.public()
    assert edit(row.proposer, row)["Location"] == row.get_absolute_url()
    assert Item.objects.count() == 1


def test_a_change_that_is_not_accepted_leaves_the_item_and_can_be_changed_and_sent_again(facilitator):
    row = library.public()
    edit(row.proposer, row, title="A better guide")
    change = Item.objects.get(replaces=row)
    decide(facilitator, change, "declined", reason="It was better before.")
    row.refresh_from_db()
    assert row.title == "A guide to help desks"
    assert "Your change to “A better guide” was not accepted" in deliver()
    edit(row.proposer, row, title="Another guide")
    change.refresh_from_db()
    assert (change.state, change.title) == (State.PROPOSED, "Another guide")


def test_a_change_is_taken_back_and_the_document_it_shares_stays(django_capture_on_commit_callbacks, facilitator):
    row = library.public(document=library.PDF)
    edit(row.proposer, row, title="A better guide")
    change = Item.objects.get(replaces=row)
    assert download(row.proposer, change) == library.PDF
    with django_capture_on_commit_callbacks(execute=True):
        as_(row.proposer).post(reverse("library:withdraw", args=[change.slug]))
    assert Item.objects.get() == row
    assert download(row.proposer, row) == library.PDF


def test_a_new_document_takes_the_place_of_the_public_one_only_when_it_is_accepted(
    django_capture_on_commit_callbacks, facilitator
):
    row = library.public(document=library.PDF)
    before, stranger = row.file.name, UserFactory()
    edit(row.proposer, row, file=SimpleUploadedFile("b.pdf", library.PDF + b" more"))
    change = Item.objects.get(replaces=row)
    assert download(stranger, row) == library.PDF
    assert download(stranger, change) == 404
    with django_capture_on_commit_callbacks(execute=True):
        decide(facilitator, change, "public")
    assert download(stranger, row) == library.PDF + b" more"
    assert not row.file.storage.exists(before)


def test_nobody_puts_into_the_library_what_she_has_not_read(facilitator):
    row = library.proposed()
    page = as_(facilitator).get(row.get_absolute_url()).content.decode()
    assert 'name="read" value="1"' in page
    edit(row.proposer, row, description="Something else altogether.")
    answer = decide(facilitator, row, "public", read="1")
    assert answer.status_code == 409
    assert "It was changed since you opened it." in answer.content.decode()
    assert 'name="read" value="2"' in answer.content.decode()
    row.refresh_from_db()
    assert row.state == State.PROPOSED
    assert decide(facilitator, row, "public", read="2").status_code == 302


def test_a_facilitator_corrects_what_others_proposed_at_once_and_its_proposer_hears_of_it(facilitator):
    for row in (library.proposed(), library.public()):
        edit(facilitator, row, title="A corrected guide")
        row.refresh_from_db()
        assert row.title == "A corrected guide"
        assert "Corrected" in as_(row.proposer).get(row.get_absolute_url()).content.decode()
    assert deliver().count("“A corrected guide” was corrected by the facilitators") == 2
    assert not Item.objects.filter(replaces__isnull=False).exists()


def test_a_facilitators_change_of_her_own_public_item_is_read_by_another(facilitator, other):
    row = library.proposed(facilitator)
    items.move(item=row, to="public", by=other, now=clock.now())
    edit(facilitator, row, title="A better guide")
    change = Item.objects.get(replaces=row)
    assert decide(facilitator, change, "public").status_code == 403
    assert decide(other, change, "public").status_code == 302
    row.refresh_from_db()
    assert row.title == "A better guide"


def test_an_archived_item_is_changed_by_facilitators_alone(facilitator):
    row = library.public()
    items.move(item=row, to="archived", by=facilitator, reason="Old.", now=clock.now())
    assert edit(row.proposer, row, title="Mine").status_code == 404
    assert edit(facilitator, row, title="A corrected guide").status_code == 302


def test_editors_correct_what_is_public_with_a_second_factor(facilitator):
    row = library.public()
    assert edit(UserFactory(role=RoleGroup.EDITORS, second_factor=False), row, title="No").status_code == 404
    assert edit(UserFactory(role=RoleGroup.EDITORS), row, title="A corrected guide").status_code == 302
    assert edit(UserFactory(role=RoleGroup.EDITORS), library.proposed(), title="No").status_code == 404


def test_to_others_there_is_nothing_to_change():
    row, stranger = library.public(), UserFactory()
    assert as_(stranger).get(reverse("library:edit", args=[row.slug])).status_code == 404
    assert edit(stranger, row, title="Taken").status_code == 404
    assert "/edit/" not in as_(stranger).get(row.get_absolute_url()).content.decode()
    row.refresh_from_db()
    assert row.title == "A guide to help desks"
