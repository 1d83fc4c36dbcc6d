"""Who may do what in the library. For lists the same rule is a query: `Item.objects.visible_to(user)`."""

from typing import Any

from home.library.enums import MOVES, OWN, Mover, State
from home.library.models import Item
from home.library.validators import is_editor


def can_review_items(user: Any) -> bool:
    """Facilitators."""
    return user.is_authenticated and user.is_facilitator


def can_move_item(user: Any, item: Item, to: str) -> bool:
    """Facilitators decide on what others proposed; they and editors archive and bring back."""
    mover = MOVES.get((item.state, to))
    if mover is None or not user.is_authenticated:
        return False
    if mover == Mover.REVIEWER:
        return user.is_facilitator and item.proposer_id != user.pk
    return user.is_facilitator or is_editor(user)


def can_correct_item(user: Any, item: Item) -> bool:
    """Facilitators what others proposed; editors what is or was public. Nobody's own: somebody else reads it first."""
    if not user.is_authenticated or not user.is_active or item.proposer_id == user.pk:
        return False
    return user.is_facilitator or (is_editor(user) and item.state in {State.PUBLIC, State.ARCHIVED})


def can_edit_item(user: Any, item: Item) -> bool:
    """Its proposer, until it is archived; who may correct it, always."""
    own = user.is_authenticated and user.is_active and item.proposer_id == user.pk
    return can_correct_item(user, item) or (own and item.state != State.ARCHIVED)


def can_withdraw_item(user: Any, item: Item) -> bool:
    """Its proposer, as long as it is not public."""
    return user.is_authenticated and user.is_active and item.proposer_id == user.pk and item.state in OWN
