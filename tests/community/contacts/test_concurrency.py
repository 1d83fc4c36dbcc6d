"""Messages under pressure: the limit of a day holds for requests of one moment."""

import pytest

from community.contacts.models import Block, Conversation
from community.contacts.services import blocks
from community.contacts.services.refusals import TooManyBegun
from community.outbox.services import debts
from foundation import clock
from tests.factories import contacts as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_delivery(monkeypatch):
    """Sending is the outbox's own matter."""
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)


def test_of_fifteen_conversations_begun_at_once_ten_stand(together):
    sender, recipient = UserFactory(), made.reachable()

    def begin():
        try:
            return made.message(sender, recipient)
        except TooManyBegun as refusal:
            return refusal

    results = together([begin] * 15)
    assert Conversation.objects.filter(starter=sender).count() == 10
    assert sum(isinstance(result, TooManyBegun) for result in results) == 5


def test_blocking_many_times_at_once_is_one_block(together):
    first, second = UserFactory(), UserFactory()
    together([lambda: blocks.block(blocker=first, blocked=second, now=clock.now())] * 8)
    assert Block.objects.count() == 1
