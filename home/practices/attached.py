"""Documents of a story: what its page shows of each, where they are kept, and who may have one."""

import secrets
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.files.base import File
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.utils.file import hash_filelike

from community.members.enums import RoleGroup
from foundation import storage

if TYPE_CHECKING:
    from home.practices.models import StoryPage

# Wagtail's own address of a document asks who may read its collection; ours asks who may read the story.
SHELF = "Documents of stories"
Row = dict[str, Any]
Texts = Callable[[HttpRequest, "StoryPage"], Iterable["StoryPage"]]
_texts: list[Texts] = []


def register(texts: Texts) -> None:
    """Say which texts of a story that are not public a reader may read."""
    if texts not in _texts:
        _texts.append(texts)


def rows(page: Any) -> list[Row]:
    """Return what a page shows of each document of a story; one that was deleted in the back office leaves nothing."""
    return [
        {
            "pk": document.pk,
            "title": block.value["title"] or document.title,
            "ending": document.file_extension,
            "size": document.file_size or 0,
            "document": document,
            "url": reverse("practices:attachment", args=[page.pk, document.pk]),
        }
        for block in getattr(page, "documents", ())
        if (document := block.value.get("document")) is not None
    ]


def of(page: Any, pk: int) -> Row | None:
    """Return a document that a text names."""
    return next((row for row in rows(page) if row["pk"] == pk), None)


def readable(request: HttpRequest, *, story: int, pk: int) -> Row | None:
    """Return a document of a story, if who asks may read a text that names it: the public one, or one on its way."""
    page = apps.get_model("practices", "StoryPage")._default_manager.filter(pk=story).first()
    if page is None:
        return None
    if _is_open(page, request) and (row := of(page, pk)):
        return row
    texts = (text for give in _texts for text in give(request, page))
    return next((row for text in texts if (row := of(text, pk))), None)


def _is_open(page: "StoryPage", request: HttpRequest) -> bool:
    if not page.live:
        return False
    walls = [
        wall
        for version in type(page).objects.filter(translation_key=page.translation_key)
        for wall in version.get_view_restrictions()
    ]
    return all(wall.accept_request(request) for wall in walls)


def hand_out(row: Row) -> FileResponse:
    """Return a document as a download that no cache keeps and no browser interprets."""
    name = f"{slugify(row['title'], allow_unicode=True)[:80] or 'document'}.{row['ending']}"
    try:
        return storage.hand_out(row["document"].file, name=name)
    except FileNotFoundError:
        raise Http404 from None


def keep(kind: str, content: File, *, title: str) -> AbstractDocument:
    """Keep a file that `foundation.documents.checked` gave, under a name that tells nothing."""
    document: AbstractDocument = get_document_model()(
        title=title[:255], collection=_shelf(), file_size=content.size, file_hash=hash_filelike(content)
    )
    document.file.save(f"{secrets.token_hex(16)}.{kind}", content, save=False)
    document.save()
    return document


@transaction.atomic
def _shelf() -> Collection:
    """Return the collection of these documents, which Wagtail's own address opens to the back office alone."""
    known = Collection.objects.filter(name=SHELF).first()
    if known is not None:
        return known
    shelf = Collection.get_first_root_node().add_child(name=SHELF)
    wall = CollectionViewRestriction.objects.create(collection=shelf, restriction_type=CollectionViewRestriction.GROUPS)
    roles = apps.get_model("auth", "Group")._default_manager
    wall.groups.set(roles.filter(name__in=[RoleGroup.FACILITATORS, RoleGroup.EDITORS]))
    return shelf
