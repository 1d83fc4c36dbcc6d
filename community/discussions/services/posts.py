"""Writing in threads. Every change of a thread's tree or counters happens under its lock."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from community.discussions import gates, locks
from community.discussions.models import Post, Thread
from community.discussions.permissions import (
    can_edit_post,
    can_read_thread,
    can_remove_post,
    can_reply_thread,
    can_write_space,
)
from community.discussions.services.refusals import GroupClosed, PostNotYours, ThreadClosed, ThreadGone
from community.following import tasks
from community.following.services import following
from community.members import addressing, contributions, pacing, speaking
from community.members.contributions import ContributionGone, ContributionSettled, ContributionState
from community.members.models import Organisation, User
from community.wordings.services import wordings
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
    speaks_for: Organisation | None = None,
    watch: bool = False,
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
        speaks_for: the organisation in whose name it is written; None for a personal view.
        watch: the author wants a mail for each further answer.
        paced: count it among what a member may write in a while.

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
        if not can_reply_thread(author, held):
            raise GroupClosed
        gates.check(held, now)
        if paced:
            pacing.check(author, now=now)
        speaks_for = speaking.checked(author, speaks_for, now=now)
        above = _answered(held, parent)
        post = place(
            held, above, author=author, text=text, language=language, now=now, seal=seal, speaks_for=speaks_for
        )
        Post.objects.filter(pk=above.pk).update(child_count=F("child_count") + 1)
        if watch:
            following.watch(member=author, kind="thread", target=held.pk, now=now)
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
    speaks_for: Organisation | None = None,
) -> Post:
    """Write a post below `parent`, as deep as threads go. Call it under the lock, with the thread it gave.

    What it costs does not depend on the length of the thread: no other row moves.
    """
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
        html=markup.render(addressing.linked(text, by=author)),
        created_at=now,
        speaks_for=speaks_for,
        is_told=False,
        submission=seal,
    )
    Thread.objects.filter(pk=thread.pk).update(
        next_position=thread.next_position + 1,
        post_count=F("post_count") + 1,
        reply_count=F("reply_count") + int(parent is not None),
        newest=Greatest(F("newest"), Value(post.pk)),
        last_post_at=max(thread.last_post_at, now),
    )
    transaction.on_commit(tasks.wake, robust=True)
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
        gates.check(held.thread, now)
        if not contributions.may_change(created_at=held.created_at, is_answered=held.child_count > 0, now=now):
            raise ContributionSettled
        if held.text != text or held.language != language:
            wordings.keep(kind="post", target=held.pk, author_id=held.author_id, text=held.text, now=now)
            html = markup.render(addressing.linked(text, by=author))
            held.text, held.html, held.language, held.edited_at = text, html, language, now
            held.save(update_fields=["text", "html", "language", "edited_at"])
    return held


def remove_own(*, post: Post, author: User) -> Post:
    """Take one's own post away: a line stays in its place, and so do the replies to it.

    A thread whose own text goes before anybody answered goes with it.

    Raises:
        PostNotYours: somebody else's.
    """
    with _own(post, author, can_remove_post) as held:
        held.text = held.html = ""
        held.state = ContributionState.REMOVED
        held.save(update_fields=["text", "html", "state"])
        wordings.forget(kind="post", target=held.pk)
        count(held.thread)
        if held.is_opening and not held.thread.posts.replies().exists():
            Thread.objects.filter(pk=held.thread_id).update(is_hidden=True)
    return held


def hide(*, post: Post, reason: str, now: datetime) -> Post | None:
    """Put a line with the reason in the post's place; None when it cannot be read as it is.

    A thread whose own text is hidden is hidden with it. Who may do this is judged by the moderation.
    """
    with locks.thread_lock(post.thread_id):
        held = Post.objects.select_related("thread__space__group").get(pk=post.pk)
        if held.state != ContributionState.PUBLISHED:
            return None
        held.state, held.hidden_reason, held.hidden_at = ContributionState.HIDDEN, reason, now
        return _show_or_hide(held)


def restore(*, post: Post) -> Post | None:
    """Let a hidden post be read again; None when it is not hidden."""
    with locks.thread_lock(post.thread_id):
        held = Post.objects.select_related("thread__space__group").get(pk=post.pk)
        if held.state != ContributionState.HIDDEN:
            return None
        held.state, held.hidden_reason, held.hidden_at = ContributionState.PUBLISHED, "", None
        return _show_or_hide(held)


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
        yield held


def moments(member_id: int, since: datetime) -> pacing.Moments:
    """Return when the member wrote posts after `since`."""
    return Post.objects.filter(author=member_id, created_at__gt=since).values_list("created_at", flat=True)
