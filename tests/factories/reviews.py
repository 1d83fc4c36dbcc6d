"""Reviews for tests: a section with its workflow, people who may review, a text that waits."""

from typing import Any

from community.members.enums import RoleGroup
from community.members.models import User
from foundation import clock
from home.models import HomePage
from home.reviews.models import Review, Round
from home.reviews.services import decisions, declarations
from home.services import editorial
from home.submissions.models import Submission
from tests.factories import stories, submissions
from tests.factories.members import OrganisationFactory, UserFactory


def house() -> None:
    """Appoint the review on the section of practices."""
    stories.index()
    editorial.appoint(homes=list(HomePage.objects.all()))


def reviewer(**values: Any) -> User:
    """Return a facilitator of an organisation of her own."""
    return UserFactory(**{"role": RoleGroup.FACILITATORS, "profile__organisation": OrganisationFactory(), **values})


def waiting(author: User | None = None, *, reviewers: int = 3, **values: Any) -> tuple[Submission, Round, list[User]]:
    """Return a submission that waits, its round, and the people who could review it, the first two of them asked."""
    house()
    people = [reviewer() for _number in range(reviewers)]
    row = submissions.sent(author, **values)
    return row, Round.objects.open().get(page=row.story_id), people


def accepted(round_: Round, member: User) -> Review:
    """Return the review of somebody who was asked, after her declaration."""
    asked = Review.objects.get(round=round_, reviewer=member)
    return declarations.declare_none(review=asked, by=member, now=clock.now())


def says(round_: Round, member: User, verdict: str, **values: Any) -> Review:
    """Let somebody who was asked declare and decide."""
    review = accepted(round_, member)
    return decisions.decide(
        review=review, by=member, verdict=verdict, now=clock.now(), **{"reason": f"Because {verdict}.", **values}
    )
