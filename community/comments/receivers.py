"""What Wagtail tells of pages, handed on to the services."""

from typing import Any

from django.db.models.signals import post_delete
from wagtail.models import Page

from community.comments.services import comments


def connect() -> None:
    """Listen to the deletion of pages."""
    post_delete.connect(on_deleted, sender=Page, dispatch_uid="comments.page_deleted")


def on_deleted(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page was deleted."""
    comments.forget(page=instance)
