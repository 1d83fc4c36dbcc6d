"""What changes elsewhere, handed on to the indexing service once it is committed."""

from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from community.discussions.models import Post, Space, Thread
from community.groups.models import Group
from search.enums import Kind
from search.services import indexing
from search.sources import SOURCES

KINDS: dict[type[Model], Kind] = {source.model: kind for kind, source in SOURCES.items()}


def connect() -> None:
    """Listen to every model that can be found."""
    for model in KINDS:
        name = model._meta.label_lower
        post_save.connect(on_changed, sender=model, dispatch_uid=f"search.saved.{name}")
        post_delete.connect(on_deleted, sender=model, dispatch_uid=f"search.deleted.{name}")
    page_published.connect(on_changed, dispatch_uid="search.published")
    page_unpublished.connect(on_changed, dispatch_uid="search.unpublished")
    post_save.connect(on_wall, sender=PageViewRestriction, dispatch_uid="search.wall.raised")
    post_delete.connect(on_wall, sender=PageViewRestriction, dispatch_uid="search.wall.taken_down")
    post_save.connect(on_post, sender=Post, dispatch_uid="search.post")
    post_save.connect(on_space, sender=Space, dispatch_uid="search.space")
    post_save.connect(on_group, sender=Group, dispatch_uid="search.group")
    m2m_changed.connect(on_themes, sender=Thread.themes.through, dispatch_uid="search.thread.themes")


def on_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """A thing was saved, published or withdrawn."""
    _later(type(instance), instance.pk)


def on_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """A thing was deleted."""
    kind, pk = KINDS[type(instance)], instance.pk
    transaction.on_commit(lambda: indexing.forget(kind=kind, pk=pk), robust=True)


def on_wall(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page, and what lies below it, was walled off or opened, in every language."""
    keys = Page.objects.descendant_of(instance.page, inclusive=True).values("translation_key")
    for page in Page.objects.filter(translation_key__in=keys).specific():
        _later(type(page), page.pk)


def on_post(sender: type, instance: Post, **kwargs: Any) -> None:
    """A post was written, edited, hidden or restored: its thread is found by it."""
    _later(Thread, instance.thread_id)


def on_space(sender: type, instance: Space, **kwargs: Any) -> None:
    """A space was opened to others, or closed to them: so are its threads."""
    if not kwargs.get("created"):
        _threads_later(Thread.objects.filter(space=instance))


def on_group(sender: type, instance: Group, **kwargs: Any) -> None:
    """A group became public, restricted or private: its threads are found by others now."""
    if not kwargs.get("created"):
        _threads_later(Thread.objects.filter(space__group=instance))


def _threads_later(threads: "QuerySet[Thread]") -> None:
    for pk in threads.values_list("pk", flat=True):
        _later(Thread, pk)


def on_themes(sender: type, instance: Any, **kwargs: Any) -> None:
    """A thread was filed."""
    if isinstance(instance, Thread):
        _later(Thread, instance.pk)


def _later(model: type[Model], pk: int) -> None:
    kind = KINDS.get(model)
    if kind is not None:
        # Robust: a fault of the index must not undo or hide what was saved; a rebuild mends it.
        transaction.on_commit(lambda: indexing.refresh(kind=kind, pk=pk), robust=True)
