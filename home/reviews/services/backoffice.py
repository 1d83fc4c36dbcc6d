"""What the step of the workflow answers Wagtail, in the back office."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState

from community.members.models import User
from foundation import clock
from home.reviews import candidates, handling
from home.reviews.enums import ReviewState
from home.reviews.models import Review, Round
from home.reviews.permissions import can_take_reviews
from home.reviews.services import decisions, proposals
from home.reviews.services.refusals import ReviewRefused


def actions(page: Page, user: User) -> list[handling.Action]:
    """Return what a user may say about a page: who reviews it, or may take the place that is free."""
    row = Round.objects.open().for_listing().filter(page=page.pk).first()
    if row is None or not user.is_active:
        return []
    own = row.reviews.filter(reviewer=user.pk).first()
    if own is not None and own.state in {ReviewState.DECIDED, ReviewState.WITHDRAWN}:
        return []
    asked = own is not None and own.state in {ReviewState.PROPOSED, ReviewState.ACCEPTED}
    if not asked and (proposals.missing(row) == 0 or not can_take_reviews(user)):
        return []
    if not candidates.eligible(row).filter(pk=user.pk).exists():
        return []
    return [
        ("approve", _("Accept"), True),
        ("reject", _("Ask for changes"), True),
        ("decline", _("Decline"), True),
    ]


def act(*, task_state: TaskState, by: User, action: str, **given: Any) -> None:
    """Write her verdict; what is refused is refused as Wagtail refuses, with the sentence."""
    try:
        decisions.act_in_back_office(task_state=task_state, by=by, action=action, now=clock.now(), **given)
    except ReviewRefused as refusal:
        raise PermissionDenied(refusal.sentence) from refusal


def moderated(user: User) -> list[int]:
    """Return the steps that a user is asked for."""
    rows = Review.objects.of(user).pending().values_list("round__task_state", flat=True)
    return [pk for pk in rows if pk is not None]


def register() -> None:
    """Answer Wagtail."""
    handling.register(handling.Handling(actions=actions, act=act, moderated=moderated))
