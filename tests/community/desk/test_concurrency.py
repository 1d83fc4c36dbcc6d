"""The desk under pressure: on two databases, many at one moment."""

import uuid

import pytest

from community.desk.models import Answer, Question, Route
from community.desk.services import answering, asking, promises, routing
from community.desk.services.refusals import MovedMeanwhile, RoutedAlready
from community.members.contributions import ContributionRefused
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation import clock
from tests.factories import desk as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_delivery(monkeypatch):
    """Sending is the outbox's own matter."""
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)


def told(call):
    try:
        return call()
    except ContributionRefused as refusal:
        return refusal


def test_of_ten_facilitators_who_pass_it_on_at_once_one_does_and_the_others_are_told(together):
    row, people = made.question(), [made.facilitator() for _number in range(10)]
    experts = [made.expert() for _number in range(10)]

    def pass_on(number):
        values = {"expert_id": experts[number].pk, "note": "", "now": clock.now()}
        return lambda: told(lambda: routing.to_expert(question=row, by=people[number], **values))

    results = together([pass_on(number) for number in range(10)])
    assert Route.objects.count() == 1
    assert sum(isinstance(result, RoutedAlready) for result in results) == 9
    assert Mail.objects.filter(kind="desk.routed").count() == 1


def test_one_form_sent_twenty_times_at_once_is_one_question(together):
    asker, seal = UserFactory(), uuid.uuid4()
    values = {"title": "T", "text": "Once.", "language": "en", "consent": "none", "submission": seal}
    results = together([lambda: asking.ask(asker=asker, now=clock.now(), **values)] * 20)
    assert {result.pk for result in results} == {Question.objects.get().pk}


def test_of_an_answer_and_a_refusal_of_one_moment_one_holds(together):
    row = made.question()
    expert = made.routed(row)
    answer = {"text": "So.", "now": clock.now(), "submission": uuid.uuid4()}
    calls = [
        lambda: told(lambda: answering.answer(question=row, by=expert, **answer)),
        lambda: told(lambda: routing.decline(question=row, by=expert, reason="Away.", now=clock.now())),
    ]
    together(calls * 4)
    row.refresh_from_db()
    assert (row.state, Answer.objects.count()) in {("answered", 1), ("raised", 0)}


def test_an_answer_at_the_last_moment_is_not_raised_again_too(together):
    row = made.question()
    expert = made.routed(row)
    late = {"now": row.due_at}
    results = together(
        [
            lambda: told(lambda: answering.answer(question=row, by=expert, text="So.", now=clock.now())),
            *[lambda: promises.raise_late(**late)] * 4,
        ]
    )
    row.refresh_from_db()
    raised = row.steps.filter(after="raised").count()
    assert raised <= 1
    assert (row.state == "answered") == (not isinstance(results[0], ContributionRefused | MovedMeanwhile))
    assert sum(result for result in results[1:]) == raised
