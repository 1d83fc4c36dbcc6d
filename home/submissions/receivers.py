"""What Wagtail's workflows tell us, handed on to a service."""

from typing import Any

from wagtail.models import WorkflowState

from foundation import clock
from home.submissions.enums import State
from home.submissions.services import outcomes


def on_approved(sender: type, instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """The last review task approved."""
    outcomes.follow(workflow_state=instance, to=State.PUBLIC, by=user, now=clock.now())


def on_rejected(sender: type, instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """A review task asked for changes."""
    outcomes.follow(workflow_state=instance, to=State.CHANGES_ASKED, by=user, now=clock.now())
