"""Two people decide; a tie calls a third; what they decide becomes of the text."""

import pytest
from django.core import mail as outbox
from wagtail.models import WorkflowState

from community.outbox import delivery
from foundation import clock
from home.practices.models import StoryPage
from home.reviews.enums import Outcome, ReviewState
from home.reviews.models import Conflict, Review, Round
from home.reviews.services import decisions, declarations
from home.reviews.services.decisions import judged
from home.reviews.services.refusals import AlreadyDecided, ReviewGone, RoundClosed
from home.submissions.enums import State
from home.submissions.models import Submission
from home.submissions.services import drafts, sending
from tests.factories import reviews

pytestmark = pytest.mark.django_db


def deliver():
    while delivery.deliver_due(now=clock.now()):
        pass
    return outbox.outbox


def state_of(row):
    return Submission.objects.get(pk=row.pk).state


def test_two_who_fit_are_asked_when_a_text_is_sent():
    _row, round_, people = reviews.waiting()
    asked = Review.objects.filter(round=round_)
    assert [each.reviewer for each in asked] == people[:2]
    assert {each.state for each in asked} == {ReviewState.PROPOSED}


def test_two_acceptances_make_it_public_and_the_authors_hear_no_name():
    row, round_, people = reviews.waiting()
    reviews.says(round_, people[0], "approve")
    assert state_of(row) == State.IN_REVIEW
    assert not StoryPage.objects.get(pk=row.story_id).live
    reviews.says(round_, people[1], "approve")
    assert state_of(row) == State.PUBLIC
    assert StoryPage.objects.get(pk=row.story_id).live
    assert Round.objects.get(pk=round_.pk).outcome == Outcome.APPROVED
    assert {move.by for move in row.moves.exclude(after=State.SUBMITTED)} == {None}


def test_two_who_ask_for_changes_give_it_back_and_it_comes_again_as_a_new_round():
    row, round_, people = reviews.waiting()
    reviews.says(round_, people[0], "changes")
    reviews.says(round_, people[1], "changes")
    assert state_of(row) == State.CHANGES_ASKED
    letters = [letter for letter in deliver() if letter.to == [row.author.email]]
    assert letters[-1].subject == "Reviewers ask for changes to “A desk for newcomers”"
    assert "Because changes." in letters[-1].body
    row = Submission.objects.get(pk=row.pk)
    drafts.write(
        submission=row,
        by=row.author,
        base=None,
        change=lambda story: setattr(story, "standfirst", "Better."),
        now=clock.now(),
    )
    sending.send(submission=row, by=row.author, now=clock.now())
    again = Round.objects.open().get(page=row.story_id)
    assert again.pk != round_.pk
    assert again.revision_id != round_.revision_id
    assert again.reviews.count() == 2


def test_two_who_decline_end_it():
    row, round_, people = reviews.waiting()
    reviews.says(round_, people[0], "decline", reason="It is an announcement.")
    reviews.says(round_, people[1], "decline")
    assert state_of(row) == State.DECLINED
    assert not WorkflowState.objects.active().for_instance(row.story).exists()
    assert "It is an announcement." in row.moves.get(after=State.DECLINED).note


@pytest.mark.parametrize(
    ("verdicts", "outcome"),
    [
        (["approve"], ""),
        (["approve", "changes"], ""),
        (["approve", "approve"], "approve"),
        (["changes", "approve", "approve"], "approve"),
        (["approve", "changes", "decline"], "decline"),
        (["changes", "decline", "approve"], "changes"),
    ],
)
def test_what_verdicts_come_to(verdicts, outcome):
    assert judged(verdicts) == outcome


def test_a_tie_calls_a_third_who_settles_it():
    row, round_, people = reviews.waiting()
    reviews.says(round_, people[0], "approve")
    reviews.says(round_, people[1], "changes")
    assert state_of(row) == State.IN_REVIEW
    assert Review.objects.get(round=round_, reviewer=people[2]).state == ReviewState.PROPOSED
    reviews.says(round_, people[2], "approve")
    assert state_of(row) == State.PUBLIC


def test_what_was_read_is_published_and_no_later_edit():
    row, round_, people = reviews.waiting()
    story = row.story.get_latest_revision_as_object()
    story.standfirst = "Slipped in."
    story.save_revision(user=people[2])
    reviews.says(round_, people[0], "approve")
    reviews.says(round_, people[1], "approve")
    assert StoryPage.objects.get(pk=row.story_id).standfirst != "Slipped in."


def test_the_text_opens_after_the_declaration_only():
    _row, round_, people = reviews.waiting()
    asked = Review.objects.get(round=round_, reviewer=people[0])
    with pytest.raises(ReviewGone):
        decisions.decide(review=asked, by=people[0], verdict="approve", reason="", now=clock.now())


def test_a_conflict_withdraws_and_the_next_is_asked_and_she_is_not_asked_again():
    _row, round_, people = reviews.waiting()
    asked = Review.objects.get(round=round_, reviewer=people[0])
    declarations.declare_conflict(review=asked, by=people[0], now=clock.now())
    states = {each.reviewer: each.state for each in Review.objects.filter(round=round_)}
    assert states == {
        people[0]: ReviewState.WITHDRAWN,
        people[1]: ReviewState.PROPOSED,
        people[2]: ReviewState.PROPOSED,
    }
    assert Conflict.objects.get().member == people[0]


def test_a_verdict_is_given_once_and_not_after_the_end():
    row, round_, people = reviews.waiting()
    first = reviews.says(round_, people[0], "approve")
    again = {"review": first, "by": people[0], "reason": "", "now": clock.now()}
    assert decisions.decide(verdict="approve", **again).pk == first.pk
    with pytest.raises(AlreadyDecided):
        decisions.decide(verdict="decline", **again)
    second = reviews.accepted(round_, people[1])
    Round.objects.filter(pk=round_.pk).update(outcome=Outcome.CANCELLED, closed_at=clock.now())
    with pytest.raises(RoundClosed):
        decisions.decide(review=second, by=people[1], verdict="approve", reason="", now=clock.now())
    assert state_of(row) == State.IN_REVIEW


def test_taking_it_back_ends_the_round():
    row, round_, _people = reviews.waiting()
    sending.take_back(submission=row, by=row.author, now=clock.now())
    assert Round.objects.get(pk=round_.pk).outcome == Outcome.CANCELLED
    sending.send(submission=Submission.objects.get(pk=row.pk), by=row.author, now=clock.now())
    assert Round.objects.open().get(page=row.story_id).pk != round_.pk
