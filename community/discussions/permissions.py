"""Who may do what in discussions. What belongs to a group asks the group's own rule, in the database, now."""

from typing import TYPE_CHECKING, Any

from community.discussions.enums import Audience
from community.groups.permissions import can_open_group, can_write_in_group
from community.members.contributions import ContributionState

if TYPE_CHECKING:
    from community.discussions.models import Post, Space, Thread


def _is_member(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active)


def can_read_space(user: Any, space: "Space") -> bool:
    """Everybody, or only members, as the space says; in a group that is not public, those who are inside."""
    if space.group is not None and space.is_walled:
        return can_open_group(user, space.group)
    return space.audience == Audience.PUBLIC or _is_member(user)


def can_write_space(user: Any, space: "Space") -> bool:
    """Members; in a group those who are in it, while it is alive."""
    return _is_member(user) and (space.group is None or can_write_in_group(user, space.group))


def can_open_thread(user: Any, space: "Space") -> bool:
    """Who may write in the space, while it takes new threads."""
    return space.is_open and can_write_space(user, space)


def can_read_thread(user: Any, thread: "Thread") -> bool:
    """Who may read its space; when a facilitator hid it, only facilitators; while it is held, its author too."""
    if not can_read_space(user, thread.space):
        return False
    if not thread.is_hidden and (not thread.is_held or (_is_member(user) and thread.author_id == user.pk)):
        return True
    return _is_member(user) and bool(user.is_facilitator)


def can_reply_thread(user: Any, thread: "Thread") -> bool:
    """Who may write in its space, once it is shown and until it is closed or hidden."""
    shut = thread.is_closed or thread.is_hidden or thread.is_held
    return not shut and can_write_space(user, thread.space)


def can_mark_thread(user: Any, thread: "Thread") -> bool:
    """Say that it is answered: who asked, and facilitators."""
    return _is_member(user) and not thread.is_hidden and (thread.author_id == user.pk or user.is_facilitator)


def can_edit_post(user: Any, post: "Post") -> bool:
    """One's own, while it can be read or waits to be; the service judges the time."""
    alive = post.state in {ContributionState.PUBLISHED, ContributionState.HELD}
    return _is_member(user) and post.author_id == user.pk and alive


def can_remove_post(user: Any, post: "Post") -> bool:
    """One's own, while it can be read: what was hidden stays for the facilitators."""
    return can_edit_post(user, post)
