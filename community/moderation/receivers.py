"""What happens to contributions elsewhere, handed on to the services."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete

from community.moderation.contributions import ADAPTERS
from community.moderation.services import flags


def connect() -> None:
    """Listen to the deletion of contributions, which happens when their page or thread is deleted."""
    for adapter in ADAPTERS.values():
        post_delete.connect(on_deleted, sender=adapter.model, dispatch_uid=f"moderation.deleted.{adapter.kind}")


def on_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """A contribution was deleted."""
    flags.forget(target=instance)
