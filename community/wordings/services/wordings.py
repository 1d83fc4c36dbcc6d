"""Keeping an earlier wording, and dropping what is kept."""

from datetime import datetime

from community.wordings.models import Wording


def keep(*, kind: str, target: int, author_id: int | None, text: str, now: datetime) -> None:
    """Keep the text that is being replaced. A former member's is not kept: nobody can ask her."""
    if author_id is not None:
        Wording.objects.create(kind=kind, target=target, author_id=author_id, text=text, replaced_at=now)


def forget(*, kind: str, target: int) -> None:
    """Drop what is kept of a contribution whose author took it away."""
    Wording.objects.of(kind, target).delete()
