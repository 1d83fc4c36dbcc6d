"""Who may report and who decides. Pure: what is needed is handed in."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from community.moderation.contributions import Case


def can_flag_contribution(user: Any, case: "Case") -> bool:
    """Members, what others wrote and everybody can read; whether the place is readable is the adapter's to say."""
    author = case.author.pk if case.author else None
    return bool(user.is_authenticated and user.is_active and case.is_published and author != user.pk)


def can_decide_contribution(user: Any, case: "Case | None" = None) -> bool:
    """Facilitators."""
    return bool(user.is_authenticated and user.is_active and user.is_facilitator)
