"""Reads of the ledger."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from community.outbox.enums import MailState

if TYPE_CHECKING:
    from community.outbox.models import Mail, Suppression  # noqa: F401  # the row types, named in strings below


class MailQuerySet(models.QuerySet["Mail"]):
    """Mail, narrowed by adjectives."""

    def owed(self) -> "MailQuerySet":
        """Neither sent, dropped nor parked."""
        return self.filter(state=MailState.OWED)

    def claimable(self, *, now: datetime) -> "MailQuerySet":
        """Owed, due, and not in the hands of a worker that may still be alive."""
        free = models.Q(claimed_until__isnull=True) | models.Q(claimed_until__lt=now)
        return self.owed().filter(free, next_attempt_at__lte=now)


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    """Suppressed addresses, narrowed by adjectives."""

    def covering(self, mail: "Mail") -> "SuppressionQuerySet":
        """Those that forbid this mail: by its kind, by the kind's first word, or altogether."""
        channels = {"", mail.kind, mail.kind.partition(".")[0]}
        return self.filter(recipient__iexact=mail.recipient, channel__in=channels)
