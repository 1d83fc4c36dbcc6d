"""Where an item stands: legal moves, who makes them, who hears of them, what stays of a document."""

from datetime import timedelta
from itertools import product

import pytest
from django.core import mail as outbox
from django.core.files.base import ContentFile

from community.members.enums import RoleGroup
from community.members.models import User
from community.outbox import delivery
from community.outbox.models import Mail
from community.outbox.services import debts
from community.personal_data.services import erasures, retention
from foundation import clock
from home.library.enums import MOVES, State
from home.library.models import Item, Move
from home.library.services import items
from home.library.services import refusals as refused
from tests.factories import library
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
NOW = clock.now()


def deliver():
    while delivery.deliver_due(now=clock.now()):
        pass
    return outbox.outbox


def move(row, to, by, reason="Because."):
    return items.move(item=row, to=to, by=by, reason=reason, now=NOW)


@pytest.mark.parametrize(("before", "after"), [pair for pair in product(State, State) if pair[0] != pair[1]])
def test_only_the_moves_of_the_table_are_made(facilitator, before, after):
    row = library.proposed()
    Item.objects.filter(pk=row.pk).update(state=before, public_at=NOW)
    if (before, after) in MOVES:
        assert move(row, after, facilitator).state == after
        assert Move.objects.get(item=row).before == before
    else:
        with pytest.raises(refused.IllegalMove):
            move(row, after, facilitator)
        assert Item.objects.get(pk=row.pk).state == before


def test_a_decision_made_twice_is_one_move_and_one_mail(facilitator):
    row = library.proposed()
    for _time in range(2):
        move(row, State.PUBLIC, facilitator)
    assert Move.objects.count() == Mail.objects.filter(kind="library.moved").count() == 1


def test_nobody_decides_on_her_own_proposal(facilitator):
    row = library.proposed(facilitator)
    for to in (State.PUBLIC, State.DECLINED):
        with pytest.raises(refused.NotYours):
            move(row, to, facilitator)
    assert not Move.objects.exists()


def test_members_and_editors_decide_on_no_proposal():
    row = library.proposed()
    with pytest.raises(refused.ItemGone):
        move(row, State.PUBLIC, UserFactory())
    with pytest.raises(refused.ItemGone):
        move(row, State.PUBLIC, UserFactory(role=RoleGroup.EDITORS))
    with pytest.raises(refused.NotYours):
        move(row, State.PUBLIC, row.proposer)


def test_editors_archive_and_bring_back_but_only_with_a_second_factor():
    row, editor = library.public(), UserFactory(role=RoleGroup.EDITORS)
    assert move(row, State.ARCHIVED, editor).state == State.ARCHIVED
    assert move(row, State.PUBLIC, editor).state == State.PUBLIC
    with pytest.raises(refused.NotYours):
        move(row, State.ARCHIVED, UserFactory(role=RoleGroup.EDITORS, second_factor=False))


@pytest.mark.parametrize("to", [State.DECLINED, State.ARCHIVED])
def test_a_no_wants_a_reason(facilitator, to):
    row = library.proposed() if to == State.DECLINED else library.public()
    with pytest.raises(refused.ReasonMissing):
        move(row, to, facilitator, reason="")


@pytest.mark.parametrize(
    ("to", "subject", "line"),
    [
        (State.PUBLIC, "“A guide to help desks” is in the library", "Everybody can now find it"),
        (State.DECLINED, "“A guide to help desks” was not accepted for the library", "propose it again"),
    ],
)
def test_the_proposer_hears_of_the_decision_and_of_its_reason(facilitator, to, subject, line):
    row = library.proposed()
    move(row, to, facilitator, reason="It is <b>old</b>.")
    (letter,) = deliver()
    assert letter.to == [row.proposer.email]
    assert letter.subject == subject
    html = letter.alternatives[0][0]
    assert line in letter.body
    assert line in html
    assert "It is <b>old</b>." in letter.body
    assert "It is &lt;b&gt;old&lt;/b&gt;." in html
    assert f"/en/library/{row.slug}/" in letter.body


def test_a_mail_that_is_no_longer_true_is_not_sent(facilitator, monkeypatch):
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)
    row = library.proposed()
    move(row, State.DECLINED, facilitator)
    move(row, State.PUBLIC, facilitator)
    assert [letter.subject for letter in deliver()] == ["“A guide to help desks” is in the library"]


def test_proposals_wait_in_a_bounded_number(monkeypatch, facilitator):
    monkeypatch.setattr(items, "MOST_WAITING", 2)
    member = UserFactory()
    first = library.proposed(member)
    library.proposed(member)
    with pytest.raises(refused.TooManyProposals, match="2 of your proposals wait"):
        library.proposed(member)
    move(first, State.PUBLIC, facilitator)
    assert library.proposed(member).state == State.PROPOSED


def test_documents_stay_within_a_share_and_links_do_not_count(monkeypatch, storage):
    monkeypatch.setattr(items, "SHARE", 20)
    member = UserFactory()
    library.proposed(member, document=b"x" * 15)
    with pytest.raises(refused.ShareFull):
        library.proposed(member, document=b"x" * 15)
    library.proposed(member)
    assert len(list(storage.glob("library/*"))) == 1


def test_a_document_goes_with_the_row_that_is_not_written(storage, monkeypatch):
    monkeypatch.setattr(items, "free_slug", lambda title: "taken")
    library.proposed()
    with pytest.raises(Exception, match="slug"):
        items.propose(
            by=UserFactory(),
            told=library.told(document=True),
            document=("pdf", ContentFile(library.PDF)),
            form_key=None,
            now=NOW,
        )
    assert list(storage.glob("library/*")) == []


def test_a_proposal_taken_back_leaves_no_document(storage, django_capture_on_commit_callbacks):
    row = library.proposed(document=library.PDF)
    assert len(list(storage.glob("library/*"))) == 1
    with pytest.raises(refused.ItemGone):
        items.withdraw(item=row, by=UserFactory())
    with django_capture_on_commit_callbacks(execute=True):
        items.withdraw(item=row, by=row.proposer)
        items.withdraw(item=row, by=row.proposer)
    assert list(storage.glob("library/*")) == []
    assert not Item.objects.exists()


def test_what_is_public_is_not_taken_back():
    row = library.public()
    with pytest.raises(refused.WasPublic):
        items.withdraw(item=row, by=row.proposer)


def test_what_was_not_accepted_goes_after_a_year(facilitator, storage, django_capture_on_commit_callbacks):
    row, kept = library.proposed(document=library.PDF), library.proposed()
    for each in (row, kept):
        move(each, State.DECLINED, facilitator)
    Item.objects.filter(pk=row.pk).update(moved_at=NOW - timedelta(days=366))
    with django_capture_on_commit_callbacks(execute=True):
        retention.apply_all(now=NOW)
    assert list(Item.objects.all()) == [kept]
    assert list(storage.glob("library/*")) == []


def test_who_leaves_takes_her_proposals_and_leaves_what_is_public(storage, django_capture_on_commit_callbacks):
    member = UserFactory()
    public = library.public(member)
    library.proposed(member, document=library.PDF)
    with django_capture_on_commit_callbacks(execute=True):
        erasures.erase(member_id=member.pk, now=NOW)
    assert not User.objects.filter(pk=member.pk).exists()
    assert Item.objects.get().pk == public.pk
    assert Item.objects.get().proposer is None
    assert list(storage.glob("library/*")) == []
