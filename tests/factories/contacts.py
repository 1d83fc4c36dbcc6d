"""Messages for tests, written through the services."""

from datetime import datetime
from typing import Any

from community.contacts.models import Conversation, Message
from community.contacts.services import messages
from community.members.enums import Audience, ClaimState, Proof
from community.members.models import Claim, Organisation, User
from foundation import clock
from tests.factories.members import UserFactory

_count = iter(range(1, 10**6))


def reachable(**fields: Any) -> User:
    """Return a member whose page other members see."""
    return UserFactory(open_to=Audience.MEMBERS, **fields)


def message(sender: User | None = None, recipient: User | None = None, **fields: Any) -> Message:
    """Return the first message of a new conversation."""
    number = next(_count)
    values: dict[str, Any] = {"subject": f"Subject {number}", "text": f"Words {number}", "now": clock.now(), **fields}
    return messages.write_to_member(sender=sender or UserFactory(), recipient=recipient or reachable(), **values)


def to_organisation(organisation: Organisation, sender: User | None = None, **fields: Any) -> Message:
    """Return the first message to an organisation."""
    values: dict[str, Any] = {"subject": "A desk", "text": "When is it open?", "role": "focal", "now": clock.now()}
    values |= fields
    return messages.write_to_organisation(sender=sender or UserFactory(), organisation=organisation, **values)


def answer(conversation: Conversation, sender: User, **fields: Any) -> Message:
    """Return an answer."""
    values: dict[str, Any] = {"text": f"Answer {next(_count)}", "now": clock.now(), **fields}
    return messages.answer(conversation=conversation, sender=sender, **values)


def speaker(organisation: Organisation, member: User | None = None, *, until: datetime | None = None) -> User:
    """Return a member who speaks for the organisation."""
    now = clock.now()
    claim = Claim.objects.create(
        member=member or UserFactory(),
        organisation=organisation,
        proof=Proof.DOCUMENT,
        state=ClaimState.APPROVED,
        created_at=now,
        valid_until=until or now.replace(year=now.year + 1),
    )
    return claim.member
