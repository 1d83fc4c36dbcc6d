"""The library under pressure: two facilitators decide at one moment, one member sends thirty proposals."""

import pytest

from community.members.enums import RoleGroup
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation import clock
from home.library.models import Item, Move
from home.library.services import items
from home.library.services.refusals import IllegalMove, TooManyProposals
from tests.factories import library
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_delivery(monkeypatch):
    """Sending is the outbox's own matter; here only what is owed counts."""
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)


def test_two_decisions_at_once_are_one_after_the_other(together):
    row = library.proposed()
    people = [UserFactory(role=RoleGroup.FACILITATORS) for _number in range(4)]
    calls = [lambda by=by: items.move(item=row, to="public", by=by, now=clock.now()) for by in people]
    results = together(calls)
    assert {result.pk for result in results} == {row.pk}
    assert Move.objects.count() == Mail.objects.filter(kind="library.moved").count() == 1


def test_a_yes_and_a_no_at_once_leave_a_state_the_table_knows(together):
    row = library.proposed()
    first, second = (UserFactory(role=RoleGroup.FACILITATORS) for _number in range(2))
    together(
        [
            lambda: items.move(item=row, to="public", by=first, now=clock.now()),
            lambda: items.move(item=row, to="declined", by=second, reason="Old.", now=clock.now()),
        ]
    )
    # No leads from declined to public, and there is no way from public to declined.
    assert Item.objects.get().state == "public"
    assert Move.objects.last().after == "public"


def test_the_bound_of_waiting_proposals_holds_against_thirty_at_once(together, monkeypatch):
    monkeypatch.setattr(items, "MOST_WAITING", 3)
    member, told = UserFactory(), library.told()
    send = lambda: items.propose(by=member, told=told, document=None, form_key=None, now=clock.now())  # noqa: E731
    results = together([send] * 30)
    assert Item.objects.count() == 3
    assert sum(isinstance(result, TooManyProposals) for result in results) == 27
    assert not any(isinstance(result, IllegalMove) for result in results)
