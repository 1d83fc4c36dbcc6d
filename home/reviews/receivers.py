"""What Wagtail's workflows tell us, handed on to a service."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import TaskState

from community.members.models import User
from foundation import clock
from home.reviews.models import PeerReviewTask
from home.reviews.services import releasing, rounds


def on_submitted(sender: type, instance: TaskState, user: Any, **kwargs: Any) -> None:
    """A text came to the step."""
    if isinstance(instance.task.specific, PeerReviewTask):
        rounds.open_round(task_state=instance, asked_by=user, now=clock.now())


def on_cancelled(sender: type, instance: TaskState, user: Any, **kwargs: Any) -> None:
    """The workflow was stopped."""
    rounds.cancel_round(task_state=instance, now=clock.now())


def on_account_saved(sender: type, instance: User, created: bool, **kwargs: Any) -> None:
    """An account may have been closed."""
    if not created and not instance.is_active:
        releasing.unfit(member_id=instance.pk, now=clock.now())


def on_account_deleted(sender: type, instance: User, **kwargs: Any) -> None:
    """An account is about to be deleted."""
    releasing.of_leaving(member_id=instance.pk, now=clock.now())


def on_roles_changed(sender: type, instance: Any, action: str, pk_set: set[int] | None, **kwargs: Any) -> None:
    """A role may have been taken, from the account's side or the role's."""
    if action not in {"post_remove", "post_clear"}:
        return
    members: Iterable[int | None] = [instance.pk] if isinstance(instance, User) else pk_set or [None]
    for member in members:
        releasing.unfit(member_id=member, now=clock.now())


def silent(sender: type, **kwargs: Any) -> None:
    """Say nothing: mails leave by the outbox, in the reader's language."""
