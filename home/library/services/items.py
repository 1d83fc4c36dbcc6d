"""Proposing an item, taking it back, and moving it from one state to another."""

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime

from anyascii import anyascii
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.text import slugify

from community.members import pacing
from community.members.models import User
from community.taxonomy.models import Term
from home.library import emails, locks
from home.library.enums import MOVES, WITH_REASON, State
from home.library.models import Item, Move
from home.library.permissions import can_move_item, can_withdraw_item
from home.library.services.refusals import (
    IllegalMove,
    ItemGone,
    NotYours,
    ReasonMissing,
    ShareFull,
    TooManyProposals,
    WasPublic,
)
from home.library.telling import Told

MOST_WAITING = 20
SHARE = 100 * 1024 * 1024
# Addresses of the library itself.
RESERVED = frozenset({"propose", "review", "mine"})


def propose(
    *, by: User, told: Told, document: tuple[str, File] | None, form_key: uuid.UUID | None, now: datetime
) -> Item:
    """Keep a proposal; the same form sent twice gives the same one.

    Args:
        by: who proposes.
        told: what she tells of it.
        document: what `foundation.documents.checked` gave; None for a link.
        form_key: name of the form that sent it.
        now: the present.

    Raises:
        LibraryRefused: TooManyProposals, ShareFull.
    """
    with transaction.atomic():
        member = pacing.enter(by)
        if form_key and (known := Item.objects.filter(form_key=form_key, proposer=member).first()):
            return known
        _within_share(member, document[1].size if document else 0)
        item = Item(
            slug=_free_slug(told.title),
            title=told.title,
            kind=told.kind,
            year=told.year,
            language=told.language,
            country=told.country,
            author=told.author,
            licence=told.licence,
            description=told.description,
            url=told.url,
            found_by=anyascii(f"{told.title} {told.author} {told.description}").lower(),
            proposer=member,
            form_key=form_key,
            created_at=now,
            moved_at=now,
        )
        _keep(item, told.themes, document)
        return item


def _within_share(member: User, size: int) -> None:
    rows = Item.objects.proposed_by(member)
    if rows.waiting().count() >= MOST_WAITING:
        raise TooManyProposals(MOST_WAITING)
    used = rows.order_by().aggregate(total=Sum("size"))["total"] or 0
    if size and used + size > SHARE:
        raise ShareFull(SHARE // 1024 // 1024)


def _keep(item: Item, themes: Iterable[Term], document: tuple[str, File] | None) -> None:
    """Write the row; the document goes again when the row is not written."""
    if document is not None:
        item.ending, content = document
        item.size = content.size
        item.file.save(f"{secrets.token_hex(16)}.{item.ending}", content, save=False)
    name, storage = str(item.file.name or ""), item.file.storage
    try:
        item.save()
        item.themes.set(themes)
    except BaseException:
        if name:
            storage.delete(name)
        raise


def _free_slug(title: str) -> str:
    """Return an address that no item has; letters of any script are written in Latin ones."""
    stem = slugify(anyascii(title))[:60].strip("-") or "item"
    taken = RESERVED | set(Item.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def move(*, item: Item, to: str, by: User, now: datetime, reason: str = "") -> Item:
    """Move an item, once however often it is asked, and owe its proposer a mail.

    Raises:
        LibraryRefused: ItemGone, IllegalMove, NotYours, ReasonMissing.
    """
    with locks.item_lock(item.pk) as held:
        if held is None or not Item.objects.visible_to(by).filter(pk=held.pk).exists():
            raise ItemGone
        if held.state == to:
            return held
        if (held.state, to) not in MOVES:
            raise IllegalMove(held.get_state_display(), str(State(to).label))
        if not can_move_item(by, held, to):
            raise NotYours
        if to in WITH_REASON and not reason:
            raise ReasonMissing
        made = Move.objects.create(item=held, before=held.state, after=to, by=by, reason=reason, moved_at=now)
        held.state, held.moved_at = to, now
        if to == State.PUBLIC and held.public_at is None:
            held.public_at = now
        held.save(update_fields=["state", "moved_at", "public_at"])
        emails.owe_moved(made, now=now)
        return held


def withdraw(*, item: Item, by: User) -> None:
    """Take one's own proposal back: nothing of it stays.

    Raises:
        ItemGone: it is not hers.
        WasPublic: others rely on it.
    """
    with locks.item_lock(item.pk) as held:
        if held is None:
            return
        if held.proposer_id != by.pk:
            raise ItemGone
        if not can_withdraw_item(by, held):
            raise WasPublic
        delete(rows=Item.objects.filter(pk=held.pk))


@transaction.atomic
def delete(*, rows: "QuerySet[Item]") -> int:
    """Delete items; their documents go after the rows. Return how many."""
    gone = list(rows.select_for_update(of=("self",)))
    for row in gone:
        name, storage = str(row.file.name or ""), row.file.storage
        row.delete()
        if name:
            transaction.on_commit(lambda name=name, storage=storage: storage.delete(name))  # type: ignore[misc]  # default arguments bind the loop's values
    return len(gone)
