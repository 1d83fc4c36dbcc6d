"""Timetable entries of the members' app."""

from celery import shared_task

from community.members.services import claims, contact_posts
from foundation import clock


@shared_task
def keep_claims() -> dict[str, int]:
    """Remind those whose claim ends within 30 days, close what ended, empty the roles of who speaks no more."""
    now = clock.now()
    return {
        "reminded": claims.remind(now=now),
        "lapsed": claims.lapse(now=now),
        "vacated": contact_posts.vacate_ended(now=now),
    }
