"""What Wagtail and Django tell us, handed on to a service."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save, pre_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from community.comments.models import PageComment
from community.discussions.models import Post
from foundation import clock
from home.briefs.enums import Cited
from home.briefs.models import BriefPage
from home.briefs.services import citations, versions


def on_saved(sender: type, instance: BriefPage, update_fields: Any, raw: bool, **kwargs: Any) -> None:
    """A public text was written: its citations, before anybody else may look whether hers come back to it.

    Saving a draft writes some fields only: what it cites is not public yet.
    """
    if instance.live and update_fields is None and not raw:
        citations.record(brief=instance)


def on_text_published(sender: type, instance: BriefPage, **kwargs: Any) -> None:
    """A brief was published: its version."""
    versions.record(brief=instance, revision=kwargs.get("revision"), now=clock.now())


def on_page_published(sender: type, instance: Page, **kwargs: Any) -> None:
    """Any page was published; a brief may cite it."""
    citations.came_back(page=instance)


def on_page_gone(sender: type, instance: Page, **kwargs: Any) -> None:
    """Any page was unpublished or deleted; a brief may cite it."""
    citations.went(pages=[instance], today=clock.now().date())


def on_post_deleted(sender: type, instance: Model, **kwargs: Any) -> None:
    """A post was deleted; a brief may cite it."""
    citations.contribution_went(kind=Cited.POST, pk=int(instance.pk), today=clock.now().date())


def on_comment_deleted(sender: type, instance: Model, **kwargs: Any) -> None:
    """A comment was deleted; a brief may cite it."""
    citations.contribution_went(kind=Cited.COMMENT, pk=int(instance.pk), today=clock.now().date())


def connect() -> None:
    """Start to listen."""
    post_save.connect(on_saved, sender=BriefPage, dispatch_uid="briefs.citations")
    page_published.connect(on_text_published, sender=BriefPage, dispatch_uid="briefs.versions")
    page_published.connect(on_page_published, dispatch_uid="briefs.cited.published")
    page_unpublished.connect(on_page_gone, dispatch_uid="briefs.cited.unpublished")
    pre_delete.connect(on_page_gone, sender=Page, dispatch_uid="briefs.cited.deleted")
    pre_delete.connect(on_post_deleted, sender=Post, dispatch_uid="briefs.cited.post")
    pre_delete.connect(on_comment_deleted, sender=PageComment, dispatch_uid="briefs.cited.comment")
