"""Who may do what with comments. A comment obeys its page."""

from typing import TYPE_CHECKING, Any

from wagtail.models import Page, PageViewRestriction

from community.members.contributions import ContributionState

if TYPE_CHECKING:
    from community.comments.models import PageComment


def _is_member(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active)


def can_read_page(user: Any, page: Page) -> bool:
    """Published pages, as far as their view restrictions let this reader in; shared passwords let nobody in."""
    if not page.live:
        return False
    for restriction in page.get_view_restrictions():
        if restriction.restriction_type == PageViewRestriction.LOGIN:
            allowed = _is_member(user)
        elif restriction.restriction_type == PageViewRestriction.GROUPS:
            mine = set(user.groups.values_list("pk", flat=True)) if _is_member(user) else set()
            allowed = bool(mine & set(restriction.groups.values_list("pk", flat=True)))
        else:
            allowed = False
        if not (allowed or (_is_member(user) and user.is_administrator)):
            return False
    return True


def can_comment_page(user: Any, page: Page) -> bool:
    """Members, on pages they may read and whose kind takes comments."""
    return _is_member(user) and bool(getattr(page, "takes_comments", False)) and can_read_page(user, page)


def can_reply_comment(user: Any, comment: "PageComment", *, deepest: int) -> bool:
    """Members, to what can be read, down to the deepest level."""
    return _is_member(user) and comment.state == ContributionState.PUBLISHED and comment.level < deepest


def can_edit_comment(user: Any, comment: "PageComment") -> bool:
    """One's own, while it can be read or waits to be; the service judges the time."""
    alive = comment.state in {ContributionState.PUBLISHED, ContributionState.HELD}
    return _is_member(user) and comment.user_id == user.pk and alive


def can_remove_comment(user: Any, comment: "PageComment") -> bool:
    """One's own, while it can be read: what was hidden stays for the facilitators."""
    return can_edit_comment(user, comment)
