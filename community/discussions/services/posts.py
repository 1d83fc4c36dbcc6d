"""Writing in threads. Every change of a thread's tree or counters happens under its lock."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, Max, Q, Value
from django.db.models.functions import Greatest

from community.attachments.services import attachments as files
from community.attachments.uploads import Upload
from community.discussions import gates, locks
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
from community.following import tasks
from community.following.services import following
from community.members import addressing, contributions, holding, pacing, speaking
from community.members.contributions import UNSEEN, ContributionGone, ContributionSettled, ContributionState
from community.members.models import Organisation, User
from community.wordings.services import wordings
from foundation import markup

DEEPEST = 3
DIGITS = 8


@dataclass(frozen=True)
class Draft:
    """A post as it is sent. text: tidied and checked; seal: what makes it one of its kind; attachments: judged."""

    author: User
    text: str
    language: str
    now: datetime
    seal: uuid.UUID | None
    speaks_for: Organisation | None = None
    watch: bool = False
    attachments: Sequence[Upload] = ()
    state: ContributionState = ContributionState.PUBLISHED


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
    attachments: Sequence[Upload] = (),
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
        attachments: files that were judged.
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
        gates.check(held, now)
        if paced:
            pacing.check(author, now=now)
        above = _answered(held, parent)
        state = holding.first_state(author, now=now) if paced else ContributionState.PUBLISHED
        draft = Draft(author, text, language, now, seal, speaks_for, watch, attachments, state)
        post = place(held, above, draft)
        if state == ContributionState.HELD:
            return post
        Post.objects.filter(pk=above.pk).update(child_count=F("child_count") + 1)
    return post


def place(thread: Thread, parent: Post | None, draft: Draft) -> Post:
    """Write a post below `parent`, as deep as threads go. Call it under the lock, with the thread it gave.

    What it costs does not depend on the length of the thread: no other row moves.

    Raises:
        NotFocalPoint: the author does not speak for that organisation now.
    """
    beside = parent is not None and parent.depth >= DEEPEST
    stem = "" if parent is None else parent.path[:-DIGITS] if beside else parent.path
    rows = files.described(draft.attachments, uploader=draft.author, now=draft.now)
    post = Post.objects.create(
        thread=thread,
        parent=parent,
        path=f"{stem}{thread.next_position:0{DIGITS}d}",
        depth=0 if parent is None else min(parent.depth + 1, DEEPEST),
        author=draft.author,
        language=draft.language,
        text=draft.text,
        html=markup.render(addressing.linked(draft.text, by=draft.author)),
        created_at=draft.now,
        speaks_for=speaking.checked(draft.author, draft.speaks_for, now=draft.now),
        files=[row.shown for row in rows],
        is_told=False,
        submission=draft.seal,
        state=draft.state,
    )
    _count_in(thread, post, draft.now)
    if draft.watch:
        following.watch(member=draft.author, kind="thread", target=thread.pk, now=draft.now)
    if rows:
        files.keep(rows, draft.attachments, kind="post", target=post.pk)
    transaction.on_commit(tasks.wake, robust=True)
    return post


def _count_in(thread: Thread, post: Post, now: datetime) -> None:
    rows = Thread.objects.filter(pk=thread.pk)
    if post.state == ContributionState.HELD:
        rows.update(next_position=thread.next_position + 1)
        return
    rows.update(
        next_position=thread.next_position + 1,
        post_count=F("post_count") + 1,
        reply_count=F("reply_count") + int(post.parent_id is not None),
        newest=Greatest(F("newest"), Value(post.pk)),
        last_post_at=max(thread.last_post_at, now),
    )


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
        if held.files:
            files.forget(kind="post", target=held.pk)
            held.files = []
        held.save(update_fields=["text", "html", "files", "state"])
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
    """Write down how many posts and readable replies there are, and when the last was written; under the lock."""
    rows = thread.posts.order_by()
    seen = ~Q(state__in=UNSEEN)
    readable = Q(state=ContributionState.PUBLISHED, depth__gt=0)
    found = rows.aggregate(
        posts=Count("pk", filter=seen),
        replies=Count("pk", filter=readable),
        newest=Max("pk", filter=seen),
        last=Max("created_at", filter=readable),
    )
    Thread.objects.filter(pk=thread.pk).update(
        post_count=found["posts"],
        reply_count=found["replies"],
        newest=found["newest"] or 0,
        last_post_at=found["last"] or thread.created_at,
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


def moments(member_id: int, since: datetime) -> pacing.Moments:
    """Return when the member wrote posts after `since`."""
    return Post.objects.filter(author=member_id, created_at__gt=since).values_list("created_at", flat=True)
