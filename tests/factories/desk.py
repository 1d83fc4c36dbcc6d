"""Questions at the desk for tests, asked through the services."""

from typing import Any

from community.desk.models import Answer, Publication, Question
from community.desk.services import answering, asking, routing
from community.members.enums import Audience, RoleGroup
from community.members.models import User
from foundation import clock
from tests.factories.members import UserFactory

_count = iter(range(1, 10**6))


def question(asker: User | None = None, **fields: Any) -> Question:
    """Return a question by a new member."""
    number = next(_count)
    values: dict[str, Any] = {
        "title": f"Question {number}",
        "text": f"How does **one** do {number}?",
        "language": "en",
        "consent": "none",
        "now": clock.now(),
        "paced": False,
        **fields,
    }
    return asking.ask(asker=asker or UserFactory(), **values)


def expert(*, open_to: Audience = Audience.MEMBERS, **fields: Any) -> User:
    """Return a member who says that she can be asked."""
    user = UserFactory(open_to=open_to, **fields)
    user.profile.is_expert, user.profile.availability = True, "Mornings"
    user.profile.save()
    return user


def facilitator() -> User:
    """Return a facilitator of the site."""
    return UserFactory(role=RoleGroup.FACILITATORS)


def routed(row: Question, to: User | None = None, **fields: Any) -> User:
    """Pass a question on to an expert, and return her."""
    to = to or expert()
    values = {"by": facilitator(), "note": "", "now": clock.now(), **fields}
    routing.to_expert(question=row, expert_id=to.pk, **values)
    row.refresh_from_db()
    return to


def answered(row: Question, by: User | None = None, **fields: Any) -> Answer:
    """Return the answer of a facilitator, or of `by`."""
    values = {"text": "One does **so**.", "now": clock.now(), "paced": False, **fields}
    made = answering.answer(question=row, by=by or facilitator(), **values)
    row.refresh_from_db()
    return made


def published(row: Question, **fields: Any) -> Publication:
    """Return the published answer."""
    values = {"title": "How one does it", "asked": "How?", "answered": "So.", "now": clock.now(), **fields}
    made = answering.publish(question=row, by=facilitator(), **values)
    row.refresh_from_db()
    return made
