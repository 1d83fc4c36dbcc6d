"""What facilitators do to comments that are not shown: accept, decline, and, for what reports hid, new words.

Who may do this is judged by the moderation, which calls these.
"""

from datetime import datetime

from community.comments import locks
from community.comments.models import PageComment
from community.comments.services.comments import change
from community.members import addressing
from community.members.contributions import UNSEEN, ContributionState
from community.wordings.services import wordings
from foundation import markup


def accept(*, comment: PageComment, now: datetime) -> PageComment | None:
    """Show a comment that was held or declined; None when it is neither. For everybody else it begins now."""
    with locks.page_lock(int(comment.object_pk)):
        held = PageComment.objects.get(pk=comment.pk)
        if held.state not in UNSEEN:
            return None
        shown = {"state": ContributionState.PUBLISHED, "hidden_reason": "", "hidden_at": None, "is_removed": False}
        change(held, submit_date=now, **shown)
    return held


def decline(*, comment: PageComment, reason: str, now: datetime) -> PageComment | None:
    """Leave a held comment unseen for good; None when it is not held. No line stands in its place."""
    with locks.page_lock(int(comment.object_pk)):
        held = PageComment.objects.get(pk=comment.pk)
        if held.state != ContributionState.HELD:
            return None
        change(held, state=ContributionState.DECLINED, hidden_reason=reason, hidden_at=now)
    return held


def explain(*, comment: PageComment, reason: str, now: datetime) -> PageComment | None:
    """Give a hidden comment another reason; None when it is not hidden."""
    with locks.page_lock(int(comment.object_pk)):
        held = PageComment.objects.get(pk=comment.pk)
        if held.state != ContributionState.HIDDEN:
            return None
        change(held, hidden_reason=reason, hidden_at=now)
    return held


def rewrite(*, comment: PageComment, text: str, language: str, now: datetime) -> PageComment | None:
    """Give a hidden comment other words and show it; None when it is not hidden."""
    with locks.page_lock(int(comment.object_pk)):
        held = PageComment.objects.get(pk=comment.pk)
        if held.state != ContributionState.HIDDEN:
            return None
        shown = {"state": ContributionState.PUBLISHED, "hidden_reason": "", "hidden_at": None, "is_removed": False}
        wordings.keep(kind="comment", target=held.pk, author_id=held.user_id, text=held.comment, now=now)
        html = markup.render(addressing.linked(text, by=held.user) if held.user else text)
        change(held, comment=text, html=html, language=language, edited_at=now, **shown)
    return held
