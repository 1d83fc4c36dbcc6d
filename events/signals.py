"""What Wagtail sends, and the service that answers."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.signals import page_published

from events.models import ExchangePage, Registration
from events.services import exchanges, registrations
from foundation import clock


def on_published(sender: type[ExchangePage], instance: ExchangePage, **kwargs: Any) -> None:
    """An editor, or the timetable, published an exchange."""
    exchanges.published(exchange=instance, now=clock.now())


def on_deleted(sender: type[Registration], instance: Registration, **kwargs: Any) -> None:
    """A registration went with its member's account: her place goes to the first in line."""
    transaction.on_commit(lambda: registrations.pass_on(exchange_id=instance.exchange_id, now=clock.now()), robust=True)


def connect() -> None:
    """Start to listen."""
    post_delete.connect(on_deleted, sender=Registration, dispatch_uid="events.deleted")
    page_published.connect(on_published, sender=ExchangePage, dispatch_uid="events.published")
