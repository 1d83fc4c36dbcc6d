"""Timetable entries of the editors' room."""

from celery import shared_task

from home.services import publication


@shared_task
def publish_scheduled() -> None:
    """Publish and withdraw pages whose moment has come."""
    publication.keep_dates()
