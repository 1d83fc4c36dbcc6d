"""What surrounds a review: reminders, what authors see, the history, the back office, upgrading an older site."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Task, Workflow, WorkflowTask

from community.members.enums import RoleGroup
from community.members.models import Profile, User
from community.outbox import delivery
from foundation import clock
from home.briefs.models import BriefPage
from home.models import HomePage
from home.practices.models import StoryPage
from home.reviews.enums import Verdict
from home.reviews.models import PeerReviewTask, Remark, Review, Round
from home.reviews.schedules import remind_overdue
from home.reviews.services import overdue, proposals, rounds
from home.reviews.services.refusals import ReviewGone
from home.services import editorial
from home.submissions.models import Submission
from home.submissions.services import drafts, sending
from tests.factories import reviews, stories, submissions
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def deliver():
    while delivery.deliver_due(now=clock.now()):
        pass
    return outbox.outbox


def test_who_is_late_is_reminded_once():
    _row, round_, people = reviews.waiting()
    assert remind_overdue() == 0
    Review.objects.filter(round=round_, reviewer=people[0]).update(due_on=clock.now().date() - timedelta(days=1))
    assert remind_overdue() == 1
    assert overdue.remind(now=clock.now() + timedelta(days=1)) == 0
    letters = [letter for letter in deliver() if "was due on" in letter.subject]
    assert [letter.to for letter in letters] == [[people[0].email]]
    for text in (letters[0].body, letters[0].alternatives[0][0]):
        assert "No time? Write to the facilitators: they ask somebody else." in text


def test_who_decided_meanwhile_is_not_reminded():
    _row, round_, people = reviews.waiting()
    Review.objects.filter(round=round_).update(due_on=clock.now().date() - timedelta(days=1))
    remind_overdue()
    reviews.says(round_, people[0], "approve")
    late = [letter.to for letter in deliver() if "was due on" in letter.subject]
    assert late == [[people[1].email]]


@pytest.fixture
def changes():
    """A text given back with a remark: the first reviewer agreed to be named, the second did not."""
    row, round_, people = reviews.waiting()
    reviews.says(round_, people[0], "changes", named=True, notes={"clear": "Not for authors."})
    reviews.says(round_, people[1], "changes", remarks={("challenge", 0): "Which doors?"})
    return Submission.objects.get(pk=row.pk), people


def test_authors_see_reasons_and_remarks_and_the_names_that_agreed(changes, client):
    row, people = changes
    client.force_login(row.author)
    page = client.get(row.get_absolute_url()).content.decode()
    for text in ("Because changes.", "Many doors.", "Which doors?", people[0].name, "A reviewer"):
        assert text in page
    assert people[1].name not in page
    assert "Not for authors." not in page
    step = client.get(reverse("submissions:step", args=[row.pk, "context"])).content.decode()
    assert "Which doors?" in step
    assert "Which doors?" not in client.get(reverse("submissions:step", args=[row.pk, "done"])).content.decode()


def test_a_remark_is_answered_when_its_paragraph_changes(changes, client):
    row, _people = changes
    drafts.write(
        submission=row,
        by=row.author,
        base=None,
        change=lambda story: setattr(story, "challenge", "<p>Nine doors.</p>"),
        now=clock.now(),
    )
    client.force_login(row.author)
    assert "Paragraph changed" in client.get(row.get_absolute_url()).content.decode()
    assert Remark.objects.get().resolved_at is None
    sending.send(submission=row, by=row.author, now=clock.now())
    assert Remark.objects.get().resolved_at is not None


def test_authors_see_nothing_while_reviewers_still_write(client):
    row, round_, people = reviews.waiting()
    reviews.says(round_, people[0], "changes", reason="Early words.")
    client.force_login(row.author)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Early words." not in page
    assert people[0].name not in page


def test_facilitators_see_the_whole_history_and_the_author_does_not(changes, client):
    row, people = changes
    here = reverse("reviews:history", args=[row.story_id])
    client.force_login(people[2])
    page = client.get(here).content.decode()
    for text in (people[0].name, people[1].name, "Declared no conflict", "Not for authors.", "Round ended", "Review"):
        assert text in page
    for member in (row.author, UserFactory()):
        client.force_login(member)
        assert client.get(here).status_code == 404
    facilitator = reviews.reviewer()
    own = submissions.sent(facilitator)
    client.force_login(facilitator)
    assert client.get(reverse("reviews:history", args=[own.story_id])).status_code == 404


def test_urgent_texts_come_first_and_only_facilitators_say_so(client):
    _row, first, people = reviews.waiting()
    second = Round.objects.open().get(page=submissions.sent().story_id)
    with pytest.raises(ReviewGone):
        rounds.prioritise(row=second, by=UserFactory(), priority=2)
    client.force_login(people[2])
    client.post(reverse("reviews:priority", args=[second.pk]), {"priority": 2})
    assert list(Round.objects.open().most_pressing()) == [Round.objects.get(pk=second.pk), first]


def test_an_older_site_goes_on_with_two_reviewers_and_founding_twice_changes_nothing():
    stories.index()
    author = UserFactory()
    workflow = Workflow.objects.create(name=editorial.REVIEW)
    former = GroupApprovalTask.objects.create(name=editorial.REVIEW)
    WorkflowTask.objects.create(workflow=workflow, task=former.task_ptr, sort_order=0)
    row = submissions.complete(author)
    workflow.start(row.story.specific, author)
    Submission.objects.filter(pk=row.pk).update(state="submitted", submitted_at=clock.now())
    for _time in range(2):
        editorial.appoint(homes=list(HomePage.objects.all()))
    assert [task.specific.__class__ for task in workflow.tasks] == [PeerReviewTask]
    assert Task.objects.filter(active=True, name=editorial.REVIEW).count() == 1
    assert Round.objects.open().get().page_id == row.story_id


def brief_under_review():
    page = stories.brief(title="Decide soon")
    editorial.appoint(homes=list(HomePage.objects.all()))
    editor = UserFactory(role=RoleGroup.EDITORS)
    page.standfirst = "Decide now."
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    return page, editor, Round.objects.open().get(page=page.pk)


def verdict_in_the_back_office(client, page, action, **data):
    step = page.current_workflow_task_state
    here = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, step.pk])
    return client.post(here, {"comment": "Fine.", "no_conflict": "on", **data})


def test_editors_meet_the_review_in_the_back_office_and_two_make_a_brief_public(client):
    people = [reviews.reviewer(), reviews.reviewer()]
    page, editor, round_ = brief_under_review()
    for number, person in enumerate(people):
        client.force_login(person)
        text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Decline" in text
        assert "and Publish" not in text
        verdict_in_the_back_office(client, BriefPage.objects.get(pk=page.pk), "approve")
        assert (BriefPage.objects.get(pk=page.pk).standfirst == "Decide now.") is (number == 1)
    assert {(review.reviewer, review.verdict) for review in round_.reviews.all()} == {
        (person, Verdict.APPROVE) for person in people
    }
    letters = [letter for letter in deliver() if letter.to == [editor.email]]
    assert [letter.subject for letter in letters] == ["“Decide soon” was accepted and is public"]
    assert "Fine." in letters[0].body
    assert "Fine." in letters[0].alternatives[0][0]


def test_without_the_declaration_nothing_is_decided_in_the_back_office(client):
    person = reviews.reviewer()
    page, _editor, round_ = brief_under_review()
    client.force_login(person)
    verdict_in_the_back_office(client, page, "approve", no_conflict="")
    assert not Review.objects.filter(round=round_, verdict="approve").exists()


def test_who_sent_it_has_nothing_to_say_in_the_back_office(client):
    page, editor, round_ = brief_under_review()
    client.force_login(editor)
    verdict_in_the_back_office(client, page, "approve")
    assert not round_.reviews.exclude(verdict="").exists()


def test_what_is_under_review_is_not_published_around_it(client):
    row, round_, people = reviews.waiting()
    client.force_login(UserFactory(is_superuser=True))
    from home.reviews import wagtail_hooks

    request = client.get("/cms/").wsgi_request
    assert wagtail_hooks.leave_it_to_the_review(request, row.story).status_code == 302
    for person in people[:2]:
        reviews.says(round_, person, "approve")
    assert wagtail_hooks.leave_it_to_the_review(request, row.story) is None


def test_nor_with_several_pages_at_once(client):
    row, _round, _people = reviews.waiting()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={row.story_id}")
    assert not StoryPage.objects.get(pk=row.story_id).live


def test_an_accepted_text_with_a_day_set_waits_for_it_and_its_authors_see_the_zone(client):
    reviews.house()
    people = [reviews.reviewer() for _number in range(2)]
    row, then = submissions.complete(), clock.now() + timedelta(days=3)
    drafts.write(
        submission=row,
        by=row.author,
        base=None,
        change=lambda story: setattr(story, "go_live_at", then),
        now=clock.now(),
    )
    sending.send(submission=row, by=row.author, now=clock.now())
    round_ = Round.objects.open().get(page=row.story_id)
    for person in people:
        reviews.says(round_, person, "approve")
    key = row.story.translation_key
    assert not StoryPage.objects.filter(translation_key=key, live=True).exists()
    client.force_login(row.author)
    page = client.get(row.get_absolute_url()).content.decode()
    assert f"at {then:%H:%M} (UTC)" in page


def test_the_back_office_names_the_zone_beside_the_times(client):
    page = stories.story()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Day and time in UTC" in text


def test_wagtail_sends_no_mail_of_its_own():
    UserFactory(is_superuser=True)
    _row, round_, people = reviews.waiting()
    for person in people[:2]:
        reviews.says(round_, person, "approve")
    subjects = {letter.subject for letter in deliver()}
    assert all("“A desk for newcomers”" in subject for subject in subjects)
    assert not any("/cms/" in letter.body for letter in outbox.outbox)


def test_a_page_with_rounds_can_be_deleted_and_an_account_with_reviews_erased():
    row, round_, people = reviews.waiting()
    reviews.says(round_, people[0], "changes")
    User.objects.get(pk=people[0].pk).delete()
    assert round_.reviews.get(verdict="changes").reviewer is None
    StoryPage.objects.get(pk=row.story_id).delete()
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "You need not review"), ("fr", "Vous n’avez plus à relire")],
)
def test_who_lost_her_place_is_told_in_her_language_and_not_who_has_it_now(language, subject):
    _row, round_, people = reviews.waiting(reviewers=4)
    Profile.objects.filter(user=people[0]).update(interface_language=language)
    deliver()
    given = round_.reviews.get(reviewer=people[0])
    proposals.assign(row=round_, member=people[2], by=people[3], now=clock.now(), instead_of=given)
    letters = [letter for letter in deliver() if letter.subject.startswith(subject)]
    assert [letter.to for letter in letters] == [[people[0].email]]
    assert round_.title in letters[0].subject
    for text in (letters[0].body, letters[0].alternatives[0][0]):
        assert f"/{language}/reviews/" in text
        assert people[2].name not in text


def test_who_was_asked_again_meanwhile_is_not_told_that_she_lost_her_place():
    _row, round_, people = reviews.waiting(reviewers=4)
    given = round_.reviews.get(reviewer=people[0])
    proposals.assign(row=round_, member=people[2], by=people[3], now=clock.now(), instead_of=given)
    other = round_.reviews.get(reviewer=people[2])
    proposals.assign(row=round_, member=people[0], by=people[3], now=clock.now(), instead_of=other)
    told = [letter.to for letter in deliver() if "need not review" in letter.subject]
    assert told == [[people[2].email]]
