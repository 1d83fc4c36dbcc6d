"""What Wagtail's workflows tell us, handed on to a service."""

from typing import Any

from wagtail.models import TaskState

from foundation import clock
from home.reviews.models import PeerReviewTask
from home.reviews.services import rounds


def on_submitted(sender: type, instance: TaskState, user: Any, **kwargs: Any) -> None:
    """A text came to the step."""
    if isinstance(instance.task.specific, PeerReviewTask):
        rounds.open_round(task_state=instance, asked_by=user, now=clock.now())


def on_cancelled(sender: type, instance: TaskState, user: Any, **kwargs: Any) -> None:
    """The workflow was stopped."""
    rounds.cancel_round(task_state=instance, now=clock.now())


def silent(sender: type, **kwargs: Any) -> None:
    """Say nothing: mails leave by the outbox, in the reader's language."""
