"""A panel under pressure: one judge sends her score thirty times at one moment."""

import pytest

from community.outbox.services import debts
from foundation import clock
from home.calls.models import Mark, Score
from home.calls.services import scoring
from tests.factories import calls

pytestmark = pytest.mark.django_db(transaction=True)


def test_thirty_scores_of_one_judge_at_once_are_one(together, monkeypatch):
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)
    row = calls.call()
    answer, judge = calls.handed_in(row), calls.judge(row)
    scoring.declare(answer=answer, by=judge, has_conflict=False, note="", now=clock.now())
    calls.close(row)
    answer.call.refresh_from_db()
    given = calls.marks(row, 3, 4)
    results = together([lambda: scoring.score(answer=answer, by=judge, marks=given, now=clock.now())] * 30)
    assert {result.pk for result in results} == {Score.objects.get().pk}
    assert Mark.objects.count() == 2
