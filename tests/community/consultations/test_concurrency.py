"""Consultations under pressure: on two databases, many at one moment."""

import uuid

import pytest

from community.consultations.models import Move, Statement, Version
from community.consultations.services import moves, paragraphs, statements
from community.consultations.services.refusals import ChangedMeanwhile, DiscussionClosed, NoSuchMove
from community.members.contributions import ContributionRefused
from community.members.enums import RoleGroup
from foundation import clock
from tests.factories import consultations as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def told(call):
    try:
        return call()
    except ContributionRefused as refusal:
        return refusal


def test_of_ten_facilitators_who_adopt_or_withdraw_at_once_one_wins_and_the_others_are_told(together):
    row = made.opened()
    people = [UserFactory(role=RoleGroup.FACILITATORS) for _number in range(10)]

    def step(number):
        to = "adopted" if number % 2 else "withdrawn"
        values = {"why": f"I, {number}.", "now": clock.now()}
        return lambda: told(lambda: moves.move(consultation=row, by=people[number], to=to, **values))

    results = together([step(number) for number in range(10)])
    ends = Move.objects.filter(consultation=row, after="withdrawn").count()
    assert ends <= 1
    assert sum(isinstance(result, NoSuchMove) for result in results) >= 8
    assert Move.objects.filter(consultation=row, after="adopted").count() <= 1
    row.refresh_from_db()
    # By what was written last: the clock of each was read before they began.
    assert row.state == row.moves.order_by("pk").last().after


def test_twenty_revisions_of_one_wording_at_once_make_one_new_wording(together):
    row, by = made.opened(), None
    by = made.keeper(row)

    def revise(number):
        values = {"number": 1, "text": f"Wording of {number}.", "why": "So.", "base": 1, "now": clock.now()}
        return lambda: told(lambda: paragraphs.revise(consultation=row, by=by, **values))

    results = together([revise(number) for number in range(20)])
    assert sum(isinstance(result, ChangedMeanwhile) for result in results) == 19
    assert Version.objects.filter(paragraph__consultation=row, paragraph__number=1).count() == 2


def test_one_form_sent_twenty_times_at_once_is_one_statement(together):
    row, author, seal = made.opened(), UserFactory(), uuid.uuid4()
    values = {"text": "Once.", "language": "en", "now": clock.now(), "submission": seal}
    results = together([lambda: statements.write(consultation=row, author=author, **values)] * 20)
    assert {result.pk for result in results} == {Statement.objects.get().pk}


def test_a_statement_stands_before_the_adoption_or_is_refused(together):
    row = made.opened()
    by, people = made.keeper(row), [UserFactory() for _number in range(8)]

    def write(author):
        values = {"text": "In time?", "language": "en", "now": clock.now()}
        return lambda: told(lambda: statements.write(consultation=row, author=author, **values))

    adopt = [lambda: told(lambda: moves.move(consultation=row, by=by, to="adopted", why="Now.", now=clock.now()))]
    results = together([*(write(author) for author in people[:4]), *adopt, *(write(author) for author in people[4:])])
    row.refresh_from_db()
    written = sum(isinstance(result, Statement) for result in results)
    # Either nobody had written and the text is adopted, or the statements stand and wait for their responses.
    assert (row.state, written) == ("adopted", 0) or row.state == "discussion"
    assert sum(isinstance(result, DiscussionClosed) for result in results) == (8 if row.state == "adopted" else 0)
