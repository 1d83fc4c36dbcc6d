"""`manage.py send_due`: one pass of everything the scheduler would do."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string


class Command(BaseCommand):
    """Run each entry of the timetable once, here and now."""

    help = "One pass of everything the scheduler would do."

    def handle(self, *args: Any, **options: Any) -> None:
        """Owe first, then deliver, so that what falls due leaves in the same pass."""
        entries = sorted(
            settings.CELERY_BEAT_SCHEDULE.values(), key=lambda entry: entry["task"].endswith("deliver_due")
        )
        for entry in entries:
            result = import_string(entry["task"])()
            self.stdout.write(f"{entry['task']}: {result}")
