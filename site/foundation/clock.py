"""The one clock. Views, tasks and schedules read it; everything below them is handed `now`."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the time, aware, in UTC; shifted by TIME_OFFSET where the demo or a test asks for another day."""
    return timezone.now() + settings.TIME_OFFSET
