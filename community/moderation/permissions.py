"""Who may report and who decides. Pure: what is needed is handed in."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from community.moderation.contributions import Case


def can_flag_contribution(user: Any, case: "Case") -> bool:
    """Members, what others wrote and everybody can read; whether the place is readable is the adapter's to say."""
    author = case.author.pk if case.author else None
    return bool(user.is_authenticated and user.is_active and case.is_published and author != user.pk)


def can_decide_contribution(user: Any, case: "Case | None" = None) -> bool:
    """Facilitators, and none on what she wrote herself."""
    own = case is not None and case.author is not None and case.author.pk == user.pk
    return bool(user.is_authenticated and user.is_active and user.is_facilitator and not own)


def can_decide_appeal(user: Any, case: "Case", decider_id: int | None) -> bool:
    """Facilitators other than the one who decided (by key) and the author."""
    return can_decide_contribution(user, case) and user.pk != decider_id


def can_remark_contribution(user: Any, case: "Case") -> bool:
    """Facilitators, and none on what she wrote herself."""
    return can_decide_contribution(user, case)


def can_judge_member(user: Any, member: Any) -> bool:
    """Say whether a member's words are held: facilitators, and none for herself."""
    return bool(user.is_authenticated and user.is_active and user.is_facilitator and user.pk != member.pk)


def can_arrange_thread(user: Any) -> bool:
    """Move, merge, split, close, open and pin threads: facilitators."""
    return bool(user.is_authenticated and user.is_active and user.is_facilitator)
