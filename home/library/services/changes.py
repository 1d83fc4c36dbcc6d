"""Changing what is told of an item: at once while it waits, through a second pair of eyes once it is public."""

from datetime import datetime

from django.core.files.base import File

from community.members import pacing
from community.members.models import User
from home.library import emails, locks
from home.library.enums import State
from home.library.models import Item, Move
from home.library.permissions import can_correct_item, can_edit_item
from home.library.services import items
from home.library.services.refusals import ItemGone, WasPublic
from home.library.telling import TEXTS, Told

Document = tuple[str, File] | None


def edit(*, item: Item, by: User, told: Told, document: Document, now: datetime) -> Item:
    """Change an item, and return what holds the change: the item, or a proposal beside it that waits to be read.

    What waits is changed at once, by its proposer or a facilitator; what was not accepted waits again then. What is
    public is corrected at once by facilitators and editors, and its proposer hears of it; what she changes herself
    waits for one of them while the public text stays. Sent twice, it is changed once.

    Args:
        item: what is changed.
        by: who changes it.
        told: what the form says.
        document: what `foundation.documents.checked` gave; None keeps the one that is there, unless a link is told.
        now: the present.

    Raises:
        LibraryRefused: ItemGone, WasPublic, TooManyProposals, ShareFull.
    """
    with locks.item_lock(item.pk) as held:
        member = pacing.enter(by)
        if held is None or not Item.objects.visible_to(member).filter(pk=held.pk).exists():
            raise ItemGone
        if not can_edit_item(member, held):
            raise WasPublic if held.proposer_id == member.pk else ItemGone
        if held.state == State.PUBLIC and not can_correct_item(member, held):
            return _beside(held, by=member, told=told, document=document, now=now)
        if is_same(held, told, document):
            return held
        _within(member, held, document)
        _write(held, told, document)
        _note(held, by=member, now=now)
        return held


def _beside(item: Item, *, by: User, told: Told, document: Document, now: datetime) -> Item:
    """Keep a change of a public item as a proposal; the one that waits already is changed."""
    change = Item.objects.select_for_update(of=("self",), no_key=True).filter(replaces=item).first()
    if is_same(change or item, told, document):
        return change or item
    if change is None:
        change = Item(
            slug=items.free_slug(told.title),
            replaces=item,
            proposer=by,
            file=item.file.name,
            ending=item.ending,
            size=item.size,
            created_at=now,
            moved_at=now,
            version=0,
        )
    _within(by, change, document)
    _write(change, told, document)
    _note(change, by=by, now=now)
    return change


def _within(member: User, item: Item, document: Document) -> None:
    """Ask for room where something more is kept or waits."""
    if document is not None or item.pk is None:
        items.within_share(member, document[1].size if document else 0)


def _write(item: Item, told: Told, document: Document) -> None:
    former, storage = str(item.file.name or ""), item.file.storage
    items.fill(item, told)
    if told.url:
        item.file, item.ending, item.size = "", "", 0
    item.version += 1
    items.keep(item, told.themes, document)
    if former != str(item.file.name or ""):
        items.discard([former], storage)


def _note(item: Item, *, by: User, now: datetime) -> None:
    """Write down that somebody else changed it, or that it waits again."""
    before = item.state
    if item.proposer_id == by.pk:
        if before != State.DECLINED:
            return
        item.state, item.moved_at = State.PROPOSED, now
        item.save(update_fields=["state", "moved_at"])
    made = Move.objects.create(item=item, before=before, after=item.state, by=by, moved_at=now)
    emails.owe_moved(made, now=now)


def is_same(item: Item, told: Told, document: Document) -> bool:
    """Nothing is told that the item does not say already."""
    if document is not None or any(getattr(item, name) != getattr(told, name) for name in TEXTS):
        return False
    return {term.pk for term in told.themes} == set(item.themes.values_list("pk", flat=True))
