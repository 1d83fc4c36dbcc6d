"""Each way in which a reviewer loses her place: another is asked, the text does not wait, and she hears of it."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse

from community.members.enums import RoleGroup
from community.outbox import delivery
from community.personal_data.services import erasures
from foundation import clock
from home.practices.models import StoryPage
from home.reviews.enums import Outcome, ReviewState
from home.reviews.models import Conflict, Review
from home.reviews.schedules import release_unfit
from home.submissions.enums import State
from home.submissions.models import Submission
from tests.factories import reviews
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
SUBJECT = "You need not review “A desk for newcomers” any more"


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def letters(member):
    """What the member is told, by subject."""
    while delivery.deliver_due(now=clock.now()):
        pass
    return {letter.subject: letter.body for letter in outbox.outbox if letter.to == [member.email]}


def asked(round_):
    return set(Review.objects.pending().filter(round=round_).values_list("reviewer", flat=True))


def state(round_, member):
    return Review.objects.get(round=round_, reviewer=member).state


@pytest.fixture
def world(db):
    """A text, its round, the two who were asked, one more who could be, and a facilitator who arranges."""
    row, round_, people = reviews.waiting()
    assert asked(round_) == {people[0].pk, people[1].pk}
    return row, round_, people


def test_she_is_replaced_and_told(world):
    _row, round_, people = world
    review = Review.objects.get(round=round_, reviewer=people[0])
    boss = UserFactory(role=RoleGroup.FACILITATORS)
    data = {"address": people[2].email, "instead_of": review.pk}
    assert as_(boss).post(reverse("reviews:assign", args=[round_.pk]), data).status_code == 302
    assert state(round_, people[0]) == ReviewState.RELEASED
    assert asked(round_) == {people[1].pk, people[2].pk}
    assert "A facilitator asked somebody else in your place" in letters(people[0])[SUBJECT]
    assert as_(people[0]).get(review.get_absolute_url()).status_code == 404


def test_she_declares_a_conflict_herself_and_gets_no_mail_for_it(world):
    _row, round_, people = world
    review = Review.objects.get(round=round_, reviewer=people[0])
    client = as_(people[0])
    assert client.post(reverse("reviews:declare", args=[review.pk]), {"conflict": "yes"}).status_code == 302
    assert state(round_, people[0]) == ReviewState.WITHDRAWN
    assert asked(round_) == {people[1].pk, people[2].pk}
    assert Conflict.objects.filter(page=round_.page_id, member=people[0]).exists()
    assert SUBJECT not in letters(people[0])
    assert client.get(review.get_absolute_url()).status_code == 404


def test_a_conflict_that_shows_only_in_the_text_is_declared_while_reading(world):
    _row, round_, people = world
    review = reviews.accepted(round_, people[0])
    client, here = as_(people[0]), reverse("reviews:declare", args=[review.pk])
    assert f'formaction="{here}"' in client.get(reverse("reviews:review", args=[review.pk])).content.decode()
    assert client.post(here, {"conflict": "yes", "reason": "Half a verdict."})["Location"] == reverse("reviews:index")
    assert state(round_, people[0]) == ReviewState.WITHDRAWN
    assert asked(round_) == {people[1].pk, people[2].pk}
    assert client.get(reverse("reviews:text", args=[review.pk])).status_code == 404


def test_after_her_verdict_nobody_declares_a_conflict(world):
    _row, round_, people = world
    review = reviews.says(round_, people[0], "approve")
    as_(people[0]).post(reverse("reviews:declare", args=[review.pk]), {"conflict": "yes"})
    assert state(round_, people[0]) == ReviewState.DECIDED


def test_the_authors_take_the_text_back_and_both_are_told(world):
    row, round_, people = world
    as_(row.author).post(reverse("submissions:take_back", args=[row.pk]))
    row.refresh_from_db()
    round_.refresh_from_db()
    assert (row.state, round_.outcome) == (State.DRAFT, Outcome.CANCELLED)
    for member in people[:2]:
        assert state(round_, member) == ReviewState.RELEASED
        assert "It was taken back before its reviewers decided." in letters(member)[SUBJECT]
        page = as_(member).get(reverse("reviews:index")).content.decode()
        assert "A desk for newcomers" not in page
        review = Review.objects.get(round=round_, reviewer=member)
        assert as_(member).get(reverse("reviews:declare", args=[review.pk])).status_code == 404
    assert SUBJECT not in letters(people[2])


def test_a_text_sent_again_after_it_was_taken_back_is_asked_for_anew(world):
    row, round_, _people = world
    as_(row.author).post(reverse("submissions:take_back", args=[row.pk]))
    as_(row.author).post(reverse("submissions:send", args=[row.pk]))
    newer = row.story.review_rounds.order_by("-pk").first()
    assert newer != round_
    assert len(asked(newer)) == 2


def stop(round_, by):
    """Cancel the workflow, as the back office does."""
    round_.task_state.workflow_state.cancel(user=by)


def test_an_editor_stops_the_review_and_the_submission_is_in_its_authors_hands_again(world):
    row, round_, people = world
    review = reviews.accepted(round_, people[0])
    stop(round_, people[2])
    row.refresh_from_db()
    assert row.state == State.CHANGES_ASKED
    assert state(round_, people[0]) == ReviewState.RELEASED
    assert SUBJECT in letters(people[0])
    assert as_(people[0]).get(reverse("reviews:text", args=[review.pk])).status_code == 404
    assert any("ask for changes" in subject for subject in letters(row.author))
    assert as_(row.author).post(reverse("submissions:send", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.state == State.SUBMITTED
    assert len(asked(row.story.review_rounds.order_by("-pk").first())) == 2


def test_an_editor_publishes_over_the_reviewers_heads_and_the_submission_is_public(world):
    row, round_, people = world
    reviews.accepted(round_, people[0])
    page = StoryPage.objects.get(pk=row.story_id)
    page.latest_revision.publish(user=people[2])
    row.refresh_from_db()
    round_.refresh_from_db()
    assert (row.state, round_.outcome) == (State.PUBLIC, Outcome.CANCELLED)
    assert state(round_, people[0]) == ReviewState.RELEASED


def test_her_account_is_closed_and_another_is_asked(world):
    _row, round_, people = world
    boss = UserFactory(is_superuser=True, is_staff=True)
    as_(boss).post(reverse("accounts:set_active", args=[people[0].pk, "close"]))
    people[0].refresh_from_db()
    assert not people[0].is_active
    assert state(round_, people[0]) == ReviewState.RELEASED
    assert asked(round_) == {people[1].pk, people[2].pk}
    assert SUBJECT not in letters(people[0])


def test_an_erased_reviewer_leaves_no_text_waiting(world):
    _row, round_, people = world
    erasures.erase(member_id=people[0].pk, now=clock.now())
    assert asked(round_) == {people[1].pk, people[2].pk}
    assert not Review.objects.pending().filter(reviewer__isnull=True).exists()


def test_a_deleted_account_leaves_no_text_waiting(world):
    _row, round_, people = world
    people[0].delete()
    assert asked(round_) == {people[1].pk, people[2].pk}


@pytest.mark.parametrize("side", ["of the account", "of the role", "all at once"])
def test_her_role_is_taken_and_she_is_told(world, side):
    _row, round_, people = world
    role = Group.objects.get(name=RoleGroup.FACILITATORS)
    if side == "of the account":
        people[0].groups.remove(role)
    elif side == "of the role":
        role.user_set.remove(people[0])
    else:
        people[0].groups.clear()
    assert state(round_, people[0]) == ReviewState.RELEASED
    assert asked(round_) == {people[1].pk, people[2].pk}
    assert "somebody else is asked" in letters(people[0])[SUBJECT]


def test_an_expert_who_loses_a_role_keeps_her_place(world):
    _row, round_, people = world
    people[0].profile.is_expert = True
    people[0].profile.save()
    people[0].groups.clear()
    assert asked(round_) == {people[0].pk, people[1].pk}


def test_a_verdict_that_was_given_stays_whoever_goes(world):
    row, round_, people = world
    reviews.says(round_, people[0], "approve")
    people[0].groups.clear()
    people[0].is_active = False
    people[0].save()
    assert state(round_, people[0]) == ReviewState.DECIDED
    reviews.says(round_, people[1], "approve")
    assert Submission.objects.get(pk=row.pk).state == State.PUBLIC


def test_who_became_a_colleague_of_the_authors_is_let_go_by_the_next_pass_once(world):
    row, round_, people = world
    people[0].profile.organisation = row.author.profile.organisation = people[1].profile.organisation
    row.author.profile.save()
    assert release_unfit() == 1
    assert release_unfit() == 0
    assert people[1].pk not in asked(round_)
    assert SUBJECT in letters(people[1])


def test_where_nobody_is_left_the_facilitators_see_that_somebody_is_missing(world):
    _row, round_, people = world
    people[2].groups.clear()
    people[0].groups.clear()
    assert asked(round_) == {people[1].pk}
    boss = UserFactory(role=RoleGroup.FACILITATORS)
    page = as_(boss).get(reverse("reviews:arrange", args=[round_.pk]))
    assert page.context["missing"] == 1
