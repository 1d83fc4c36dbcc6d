"""What facilitators do to posts that are not shown: accept, decline, and, for what reports hid, new words.

Who may do this is judged by the moderation, which calls these.
"""

from datetime import datetime

from django.db.models import F

from community.discussions import locks
from community.discussions.models import Post
from community.discussions.services import posts
from community.members import addressing
from community.members.contributions import UNSEEN, ContributionState
from community.wordings.services import wordings
from foundation import markup


def accept(*, post: Post, now: datetime) -> Post | None:
    """Show a post that was held or declined; None when it is neither.

    For everybody but its author it begins now: digests and whoever counts what is new find it by this moment.
    """
    with locks.thread_lock(post.thread_id):
        held = posts.again(post)
        if held.state not in UNSEEN:
            return None
        held.state, held.hidden_reason, held.hidden_at = ContributionState.PUBLISHED, "", None
        held.created_at = now
        if held.parent is None:
            held.thread.is_held, held.thread.created_at = False, now
        else:
            # Counted for the first time: what is held counts nowhere.
            Post.objects.filter(pk=held.parent.pk).update(child_count=F("child_count") + 1)
        held.save(update_fields=["state", "hidden_reason", "hidden_at", "created_at"])
        held.thread.save(update_fields=["is_held", "created_at"])
        posts.count(held.thread)
    return held


def decline(*, post: Post, reason: str, now: datetime) -> Post | None:
    """Leave a held post unseen for good; None when it is not held. No line stands in its place."""
    with locks.thread_lock(post.thread_id):
        held = posts.again(post)
        if held.state != ContributionState.HELD:
            return None
        held.state, held.hidden_reason, held.hidden_at = ContributionState.DECLINED, reason, now
        held.save(update_fields=["state", "hidden_reason", "hidden_at"])
    return held


def explain(*, post: Post, reason: str, now: datetime) -> Post | None:
    """Give a hidden post another reason; None when it is not hidden."""
    with locks.thread_lock(post.thread_id):
        held = posts.again(post)
        if held.state != ContributionState.HIDDEN:
            return None
        held.hidden_reason, held.hidden_at = reason, now
        held.save(update_fields=["hidden_reason", "hidden_at"])
    return held


def rewrite(*, post: Post, text: str, language: str, now: datetime) -> Post | None:
    """Give a hidden post other words and show it; None when it is not hidden."""
    with locks.thread_lock(post.thread_id):
        held = posts.again(post)
        if held.state != ContributionState.HIDDEN:
            return None
        wordings.keep(kind="post", target=held.pk, author_id=held.author_id, text=held.text, now=now)
        html = markup.render(addressing.linked(text, by=held.author) if held.author else text)
        held.text, held.html, held.language, held.edited_at = text, html, language, now
        held.save(update_fields=["text", "html", "language", "edited_at"])
        return posts.restore(post=held)
