"""Who may do what with facilitated discussions. Pure but for who leads one, asked in the database, now."""

from typing import TYPE_CHECKING, Any

from community.discussions.permissions import can_write_space

if TYPE_CHECKING:
    from community.ediscussions.models import EDiscussion


def can_make_ediscussion(user: Any) -> bool:
    """The site's facilitators."""
    return bool(user.is_authenticated and user.is_active and user.is_facilitator)


def can_lead_ediscussion(user: Any, discussion: "EDiscussion") -> bool:
    """Its own facilitators: they write its summaries and read what is confidential."""
    return bool(user.is_authenticated and user.is_active and discussion.facilitators.filter(pk=user.pk).exists())


def can_change_ediscussion(user: Any, discussion: "EDiscussion") -> bool:
    """Its own facilitators, and the site's, so that none is orphaned."""
    return can_make_ediscussion(user) or can_lead_ediscussion(user, discussion)


def can_submit_to_ediscussion(user: Any, discussion: "EDiscussion") -> bool:
    """Members who may write in its space; the service judges the time."""
    return can_write_space(user, discussion.space)
