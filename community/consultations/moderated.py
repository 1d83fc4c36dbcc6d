"""Statements, as the moderation asks of any kind of contribution.

The moderation sits above and lists what it moderates: `Statements(Case)` there, with its own kind of case.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.consultations import locks
from community.consultations.models import Statement
from community.consultations.services import statements


class Statements:
    """Statements in consultations."""

    kind = "statement"
    label: Any = _("Statements")
    model: type[models.Model] = Statement
    is_confidential = False

    def __init__(self, case: Callable[..., Any]) -> None:
        """Keep what makes a case."""
        self._make = case

    def cases(self, keys: Iterable[int]) -> dict[int, Any]:
        """Return the statements of these keys."""
        rows = Statement.objects.filter(pk__in=keys).for_listing().select_related("consultation")
        return {row.pk: self._case(row) for row in rows}

    def _case(self, row: Statement) -> Any:
        return self._make(
            kind=self.kind,
            target=row,
            place=row.consultation.title,
            url=row.get_absolute_url(),
            author=row.author,
            html=row.html,
            language=row.language,
            state=row.state,
            hidden_reason=row.hidden_reason,
            hidden_at=row.hidden_at,
            created_at=row.created_at,
        )

    def readable(self, user: Any, case: Any) -> bool:
        """Return whether `user` may open the consultation."""
        return Statement.objects.readable(user).filter(pk=case.pk).exists()

    def lock(self, case: Any) -> AbstractContextManager[Any]:
        """Hold the consultation."""
        return locks.consultation_lock(case.target.consultation_id)

    def hide(self, case: Any, *, reason: str, now: datetime) -> Any:
        """Hide the statement."""
        return statements.hide(statement=case.target, reason=reason, now=now)

    def restore(self, case: Any) -> Any:
        """Show the statement again."""
        return statements.restore(statement=case.target)
