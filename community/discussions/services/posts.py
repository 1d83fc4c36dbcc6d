"""Writing in threads. Every change of a thread's tree or counters happens under its lock."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import F

from community.discussions import locks
from community.discussions.models import Post, Thread
from community.discussions.permissions import (
    can_edit_post,
    can_read_thread,
    can_remove_post,
    can_reply_thread,
    can_write_space,
)
from community.discussions.services.refusals import (
    GroupClosed,
    PostMoved,
    PostNotYours,
    ThreadClosed,
    ThreadGone,
    ThreadHeld,
)
from community.members import contributions, holding, pacing
from community.members.contributions import ContributionGone, ContributionSettled, ContributionState
from community.members.models import User
from foundation import markup

DEEPEST = 3
DIGITS = 8


def reply(
    *,
    thread: Thread,
    parent: Post | None,
    author: User,
    text: str,
    language: str,
    now: datetime,
    submission: uuid.UUID | None = None,
    paced: bool = True,
) -> Post:
    """Answer a thread, or one of its posts; the same form sent twice gives the same post.

    Args:
        thread: where.
        parent: the post that is answered; None for the thread's own text.
        author: who writes.
        text: light Markdown.
        language: code of the language it is written in.
        now: the present.
        submission: name of the form that sent it.
        paced: judge it as what a member sends: how much in a while, and whether it waits for a facilitator.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    text = contributions.check(markup.tidy(text))
    seal = contributions.seal(submission, author.pk, f"{thread.pk}:{text}")
    with locks.thread_lock(thread.pk) as held:
        author = pacing.enter(author)
        if held is None or not can_read_thread(author, held):
            raise ThreadGone
        if sent := sent_before(seal):
            return sent
        if held.is_closed or held.is_hidden:
            raise ThreadClosed
        if held.is_held:
            raise ThreadHeld
        if not can_reply_thread(author, held):
            raise GroupClosed
        if paced:
            pacing.check(author, now=now)
        above = _answered(held, parent)
        state = holding.first_state(author, now=now) if paced else ContributionState.PUBLISHED
        post = place(held, above, author=author, text=text, language=language, now=now, seal=seal, state=state)
        if state == ContributionState.HELD:
            return post
        Post.objects.filter(pk=above.pk).update(child_count=F("child_count") + 1)
        Thread.objects.filter(pk=held.pk).update(
            reply_count=held.reply_count + 1, last_post_at=max(held.last_post_at, now)
        )
    return post


def place(
    thread: Thread,
    parent: Post | None,
    *,
    author: User,
    text: str,
    language: str,
    now: datetime,
    seal: uuid.UUID | None,
    state: ContributionState = ContributionState.PUBLISHED,
) -> Post:
    """Write a post below `parent`, as deep as threads go. Call it under the lock, with the thread it gave."""
    beside = parent is not None and parent.depth >= DEEPEST
    stem = "" if parent is None else parent.path[:-DIGITS] if beside else parent.path
    post = Post.objects.create(
        thread=thread,
        parent=parent,
        path=f"{stem}{thread.next_position:0{DIGITS}d}",
        depth=0 if parent is None else min(parent.depth + 1, DEEPEST),
        author=author,
        language=language,
        text=text,
        html=markup.render(text),
        created_at=now,
        submission=seal,
        state=state,
    )
    Thread.objects.filter(pk=thread.pk).update(next_position=thread.next_position + 1)
    return post


def edit_own(*, post: Post, author: User, text: str, language: str, now: datetime) -> Post:
    """Change one's own post: for 30 minutes, and after them until somebody answers it.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    text = contributions.check(markup.tidy(text))
    with _own(post, author, can_edit_post) as held:
        if not can_write_space(author, held.thread.space):
            raise GroupClosed
        if not contributions.may_change(created_at=held.created_at, is_answered=held.child_count > 0, now=now):
            raise ContributionSettled
        if held.text != text or held.language != language:
            held.text, held.html, held.language, held.edited_at = text, markup.render(text), language, now
            held.save(update_fields=["text", "html", "language", "edited_at"])
    return held


def remove_own(*, post: Post, author: User) -> Post:
    """Take one's own post away: a line stays in its place, and so do the replies to it.

    A thread whose own text goes before anybody answered goes with it. What was never shown leaves nothing behind.

    Raises:
        PostNotYours: somebody else's.
    """
    with _own(post, author, can_remove_post) as held:
        if held.state == ContributionState.HELD:
            (held.thread if held.is_opening else held).delete()
            return held
        held.text = held.html = ""
        held.state = ContributionState.REMOVED
        held.save(update_fields=["text", "html", "state"])
        count(held.thread)
        if held.is_opening and not held.thread.posts.replies().exists():
            Thread.objects.filter(pk=held.thread_id).update(is_hidden=True)
    return held


def hide(*, post: Post, reason: str, now: datetime) -> Post | None:
    """Put a line with the reason in the post's place; None when it cannot be read as it is.

    A thread whose own text is hidden is hidden with it. Who may do this is judged by the moderation.
    """
    with locks.thread_lock(post.thread_id):
        held = again(post)
        if held.state != ContributionState.PUBLISHED:
            return None
        held.state, held.hidden_reason, held.hidden_at = ContributionState.HIDDEN, reason, now
        return _show_or_hide(held)


def restore(*, post: Post) -> Post | None:
    """Let a hidden post be read again; None when it is not hidden."""
    with locks.thread_lock(post.thread_id):
        held = again(post)
        if held.state != ContributionState.HIDDEN:
            return None
        held.state, held.hidden_reason, held.hidden_at = ContributionState.PUBLISHED, "", None
        return _show_or_hide(held)


def again(post: Post) -> Post:
    """Return the post as it is now. Call it under the lock of the thread that `post` is in.

    Raises:
        PostMoved: it is in another thread by now, whose lock is not held.
    """
    held = Post.objects.select_related("thread__space__group").filter(pk=post.pk, thread=post.thread_id).first()
    if held is None:
        raise PostMoved
    return held


def _show_or_hide(post: Post) -> Post:
    if post.is_opening:
        Thread.objects.filter(pk=post.thread_id).update(is_hidden=post.state == ContributionState.HIDDEN)
    # Not by update(): the search listens to what is saved.
    post.save(update_fields=["state", "hidden_reason", "hidden_at"])
    count(post.thread)
    return post


def count(thread: Thread) -> None:
    """Write down how many readable replies there are and when the last was written. Call it under the lock."""
    moments = list(thread.posts.published().replies().order_by("created_at").values_list("created_at", flat=True))
    Thread.objects.filter(pk=thread.pk).update(
        reply_count=len(moments), last_post_at=moments[-1] if moments else thread.created_at
    )


def sent_before(seal: uuid.UUID | None) -> Post | None:
    """Return the post that this very form has made already."""
    return Post.objects.select_related("thread__space__group").filter(submission=seal).first() if seal else None


def _answered(thread: Thread, parent: Post | None) -> Post:
    rows = Post.objects.filter(thread=thread)
    if parent is None:
        return rows.get(depth=0)
    found = rows.published().filter(pk=parent.pk).first()
    if found is None:
        raise ContributionGone
    return found


@contextmanager
def _own(post: Post, author: User, allowed: Callable[[User, Post], bool]) -> Iterator[Post]:
    with locks.thread_lock(post.thread_id):
        member = pacing.enter(author)
        held = Post.objects.readable(member).select_related("thread__space__group").filter(pk=post.pk).first()
        if held is None or not allowed(member, held):
            raise PostNotYours
        if held.thread_id != post.thread_id:
            raise PostMoved
        yield held


def moments(member_id: int, since: datetime) -> Iterable[datetime]:
    """Return when the member wrote posts after `since`."""
    return Post.objects.filter(author=member_id, created_at__gt=since).values_list("created_at", flat=True)
