"""Where a submission stands: legal moves, refused ones, who hears of them."""

from itertools import product

import pytest
from django.core import mail as outbox

from community.members.enums import RoleGroup
from community.outbox import delivery
from foundation import clock
from home.practices.models import StoryPage
from home.submissions.enums import MOVES, State
from home.submissions.models import Move, Submission
from home.submissions.services import moves, sending
from home.submissions.services.refusals import IllegalMove, Incomplete, SubmissionGone
from tests.factories import submissions
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
NOW = clock.now()


def deliver():
    while delivery.deliver_due(now=clock.now()):
        pass
    return outbox.outbox


@pytest.mark.parametrize(("before", "after"), [pair for pair in product(State, State) if pair[0] != pair[1]])
def test_only_the_moves_of_the_table_are_made(before, after):
    row = submissions.complete()
    Submission.objects.filter(pk=row.pk).update(state=before, submitted_at=NOW)
    facilitator = UserFactory(role=RoleGroup.FACILITATORS)
    tried = []
    for make in (
        lambda: moves.by_member(submission=row, to=after, by=row.author, now=NOW),
        lambda: moves.by_member(submission=row, to=after, by=facilitator, now=NOW),
        lambda: moves.by_review(submission=row, to=after, by=facilitator, now=NOW),
    ):
        try:
            make()
        except IllegalMove as refusal:
            tried.append(str(refusal.sentence))
        else:
            break
    row.refresh_from_db()
    if (before, after) in MOVES:
        assert row.state == after
        assert Move.objects.filter(submission=row, before=before, after=after).count() == 1
    else:
        assert row.state == before
        assert len(tried) == 3
        assert not Move.objects.filter(submission=row).exists()


def test_a_stranger_moves_nothing():
    row = submissions.sent()
    with pytest.raises(SubmissionGone):
        moves.by_member(submission=row, to=State.DRAFT, by=UserFactory(), now=NOW)
    row.refresh_from_db()
    assert row.state == State.SUBMITTED


def test_an_incomplete_draft_is_not_sent_and_says_what_is_missing():
    row = submissions.draft()
    with pytest.raises(Incomplete) as caught:
        sending.send(submission=row, by=row.author, now=NOW)
    assert ("partners", "Name at least one partner, with a role.") in caught.value.parts
    assert ("results", "Say what did not work, or that nothing is reported.") in caught.value.parts
    row.refresh_from_db()
    assert row.state == State.DRAFT


def test_sent_twice_it_is_sent_once():
    row = submissions.sent()
    sending.send(submission=row, by=row.author, now=NOW)
    assert Move.objects.filter(submission=row).count() == 1


def test_every_author_gets_a_mail_at_a_move(django_capture_on_commit_callbacks):
    author, colleague = submissions.colleagues()
    row = submissions.complete(author)
    row.co_authors.create(member=colleague, added_at=NOW)
    sending.send(submission=row, by=author, now=clock.now())
    letters = deliver()
    assert sorted(letter.to[0] for letter in letters) == sorted([author.email, colleague.email])
    assert letters[0].subject == "“A desk for newcomers” is with the reviewers"
    html = letters[0].alternatives[0][0]
    for text in (letters[0].body, html):
        assert "Two people read it" in text
        assert f"/practices/share/{row.pk}/" in text


def test_a_mail_of_a_move_that_was_followed_by_another_is_not_sent():
    row = submissions.sent()
    sending.take_back(submission=row, by=row.author, now=clock.now())
    subjects = [letter.subject for letter in deliver()]
    assert subjects == ["“A desk for newcomers” is in your hands again"]


def test_the_note_of_the_reviewers_is_in_the_mail():
    row = submissions.sent()
    moves.by_review(submission=row, to=State.DECLINED, by=UserFactory(), now=clock.now(), note="It is an announcement.")
    letter = deliver()[-1]
    assert letter.subject == "“A desk for newcomers” was not accepted"
    assert "It is an announcement." in letter.body
    assert "It is an announcement." in letter.alternatives[0][0]


def test_accepted_it_is_public_in_every_language_and_archived_in_none():
    row = submissions.sent()
    moves.by_review(submission=row, to=State.PUBLIC, by=UserFactory(), now=clock.now())
    versions = StoryPage.objects.filter(translation_key=row.story.translation_key)
    assert all(page.live for page in versions)
    moves.by_member(submission=row, to=State.ARCHIVED, by=row.author, now=clock.now())
    versions = StoryPage.objects.filter(translation_key=row.story.translation_key)
    assert versions
    assert not any(page.live for page in versions)
