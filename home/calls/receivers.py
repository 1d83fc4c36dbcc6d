"""What moves a submission, handed on to the answers it is."""

from typing import Any

from home.calls.services import answers
from home.submissions.models import Move


def on_move(sender: type[Move], instance: Move, created: bool, **kwargs: Any) -> None:
    """A submission was sent or taken back."""
    if created:
        answers.follow(move=instance)
