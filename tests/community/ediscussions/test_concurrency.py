"""Two facilitators, two members, one moment: on real connections."""

import uuid
from datetime import timedelta

import pytest

from community.ediscussions.models import EDiscussion, Proceedings, Submission, Summary
from community.ediscussions.services import turning
from community.ediscussions.services.refusals import FormSettled, WrittenMeanwhile
from community.members.contributions import ContributionRefused
from community.outbox.models import Mail
from tests.factories import ediscussions as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def kept(call):
    """Return what a call raised in place of its result."""

    def run():
        try:
            return call()
        except ContributionRefused as refusal:
            return refusal

    return run


def test_two_facilitators_who_write_a_summary_at_once_make_one_and_the_second_is_told(together):
    row = made.discussion()
    people = [made.leader_of(row), UserFactory()]
    row.facilitators.set(people)
    results = together([kept(lambda by=by: made.summary(row, by=by, title=f"By {by.pk}")) for by in people])
    assert {type(result) for result in results} == {Summary, WrittenMeanwhile}
    assert Summary.objects.count() == 1


def test_two_facilitators_who_publish_at_once_publish_one_reply_and_each_author_gets_one_mail(together):
    row = made.over()
    people = [made.leader_of(row), UserFactory()]
    row.facilitators.set(people)
    post = made.post(row)
    results = together([kept(lambda by=by: made.reply(row, by=by, posts=[post])) for by in people])
    assert {type(result) for result in results} == {Proceedings, WrittenMeanwhile}
    assert Proceedings.objects.get().quotes.count() == 1
    assert Mail.objects.filter(kind="ediscussion.used").count() == 1


def test_two_passes_of_the_timetable_at_once_remind_once(together):
    row = made.over()
    late = made.noon(row.reply_due_on + timedelta(days=1))
    together([lambda: turning.turn(now=late)] * 2)
    assert Mail.objects.filter(kind="ediscussion.reply_overdue").count() == 1
    assert EDiscussion.objects.get().locked_at == late


def test_a_double_click_hands_in_one_submission(together):
    row = made.discussion()
    made.form(row)
    author, key = UserFactory(), "6d1f3c1e-5b0b-4e43-9a55-2f1f6a0f7a10"
    together([lambda: made.handed_in(row, author, form_key=uuid.UUID(key))] * 2)
    assert Submission.objects.count() == 1


def test_a_form_does_not_change_under_an_answer(together):
    row = made.discussion()
    made.form(row)
    author = UserFactory()
    results = together([kept(lambda: made.handed_in(row, author)), kept(lambda: made.form(row, "Only this?"))])
    labels = list(row.form_questions.values_list("label", flat=True))
    if any(isinstance(result, FormSettled) for result in results):
        assert labels == ["What did you try?", "What did it bring?"]
        assert Submission.objects.get().answers.count() == 2
    else:
        # The form came first: nothing that was answered hangs on a question that is gone.
        assert labels == ["Only this?"]
        assert all(answer.question.label in labels for one in Submission.objects.all() for answer in one.answers.all())
