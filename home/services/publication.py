"""Publishing and withdrawing on the day an editor chose."""

from django.core.management import call_command


def keep_dates() -> None:
    """Publish what is scheduled for now or earlier, and withdraw what has expired; Wagtail knows how. Repeatable."""
    call_command("publish_scheduled", verbosity=0)
