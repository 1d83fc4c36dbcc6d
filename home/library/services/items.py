"""Proposing an item, taking it back, and moving it from one state to another."""

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime

from anyascii import anyascii
from django.core.files.base import File
from django.core.files.storage import Storage
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
    ChangedMeanwhile,
    IllegalMove,
    ItemGone,
    NotYours,
    ReasonMissing,
    ShareFull,
    TooManyProposals,
    WasPublic,
)
from home.library.telling import TEXTS, Told

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
        within_share(member, document[1].size if document else 0)
        item = Item(slug=free_slug(told.title), proposer=member, form_key=form_key, created_at=now, moved_at=now)
        fill(item, told)
        keep(item, told.themes, document)
        return item


def fill(item: Item, told: Told) -> None:
    """Set what was told of an item; its document apart."""
    for name in TEXTS:
        setattr(item, name, getattr(told, name))
    item.found_by = anyascii(f"{told.title} {told.author} {told.description}").lower()


def within_share(member: User, size: int) -> None:
    """Refuse more than a member may have waiting, or keep here.

    Raises:
        LibraryRefused: TooManyProposals, ShareFull.
    """
    rows = Item.objects.proposed_by(member)
    if rows.waiting().count() >= MOST_WAITING:
        raise TooManyProposals(MOST_WAITING)
    used = rows.order_by().aggregate(total=Sum("size"))["total"] or 0
    if size and used + size > SHARE:
        raise ShareFull(SHARE // 1024 // 1024)


def keep(item: Item, themes: Iterable[Term], document: tuple[str, File] | None) -> None:
    """Write the row; the document goes again when the row is not written."""
    if document is not None:
        item.ending, content = document
        item.size = content.size
        item.file.save(f"{secrets.token_hex(16)}.{item.ending}", content, save=False)
    try:
        item.save()
        item.themes.set(themes)
    except BaseException:
        if document is not None:
            item.file.storage.delete(str(item.file.name))
        raise


def free_slug(title: str) -> str:
    """Return an address that no item has; letters of any script are written in Latin ones."""
    stem = slugify(anyascii(title))[:60].strip("-") or "item"
    taken = RESERVED | set(Item.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def move(*, item: Item, to: str, by: User, now: datetime, reason: str = "", read: int | None = None) -> Item:
    """Move an item, once however often it is asked, and owe its proposer a mail.

    A change that is accepted becomes the text of the item it changes, which is returned.

    Args:
        item: what is decided on.
        to: one of State.
        by: who decides.
        now: the present.
        reason: what its proposer hears.
        read: the version that was read; None does not ask.

    Raises:
        LibraryRefused: ItemGone, IllegalMove, NotYours, ReasonMissing, ChangedMeanwhile.
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
        if read is not None and held.version != read:
            raise ChangedMeanwhile
        if held.replaces is not None and to == State.PUBLIC:
            return _take_over(held.replaces, held, by=by, now=now)
        made = Move.objects.create(item=held, before=held.state, after=to, by=by, reason=reason, moved_at=now)
        held.state, held.moved_at = to, now
        if to == State.PUBLIC and held.public_at is None:
            held.public_at = now
        held.save(update_fields=["state", "moved_at", "public_at"])
        emails.owe_moved(made, now=now)
        return held


def _take_over(item: Item, change: Item, *, by: User, now: datetime) -> Item:
    """Let an item say what the change to it says; the change is gone then."""
    former, before = str(item.file.name or ""), change.state
    themes = list(change.themes.all())
    fill(item, Told(themes=themes, **{name: getattr(change, name) for name in TEXTS}))
    item.file, item.ending, item.size = change.file, change.ending, change.size
    item.version += 1
    change.delete()
    keep(item, themes, None)
    discard([former], item.file.storage)
    made = Move.objects.create(item=item, before=before, after=State.PUBLIC, by=by, moved_at=now)
    emails.owe_moved(made, now=now)
    return item


def discard(names: Iterable[str], storage: Storage) -> None:
    """Delete documents once the transaction holds, unless a row still has them: a change shares its item's."""

    def go() -> None:
        for name in names:
            if name and not Item.objects.filter(file=name).exists():
                storage.delete(name)

    transaction.on_commit(go)


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
        row.delete()
        discard([str(row.file.name or "")], row.file.storage)
    return len(gone)
