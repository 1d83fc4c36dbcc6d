"""Opening threads, and saying that they are answered."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from community.attachments.uploads import Upload
from community.discussions import locks
from community.discussions.models import Post, Space, Thread
from community.discussions.permissions import can_mark_thread, can_open_thread, can_read_thread
from community.discussions.services import posts
from community.discussions.services.refusals import SpaceClosed, ThreadGone, ThreadNotYours
from community.members import addressing, contributions, holding, pacing
from community.members.contributions import ContributionState
from community.members.models import Organisation, User
from community.taxonomy.models import Term
from community.territories.models import Corridor, Territory
from community.wordings.services import wordings
from foundation import markup


@transaction.atomic
def open_thread(
    *,
    space: Space,
    author: User,
    title: str,
    text: str,
    kind: str,
    language: str,
    themes: Iterable[Term],
    now: datetime,
    territories: Iterable[Territory] = (),
    corridors: Iterable[Corridor] = (),
    submission: uuid.UUID | None = None,
    speaks_for: Organisation | None = None,
    watch: bool = False,
    attachments: Sequence[Upload] = (),
    paced: bool = True,
) -> Thread:
    """Open a thread with its first post; the same form sent twice gives the same thread.

    Args:
        space: where.
        author: who asks or tells.
        title: one line.
        text: light Markdown, the first post.
        kind: one of ThreadKind.
        language: code of the language it is written in.
        themes: what it is about.
        now: the present.
        territories, corridors: the places it is about.
        submission: name of the form that sent it.
        speaks_for: the organisation in whose name it is written; None for a personal view.
        watch: the author wants a mail for each answer.
        attachments: files that were judged.
        paced: judge it as what a member sends: how much in a while, and whether it waits for a facilitator.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    title, text = " ".join(markup.tidy(title).split()), contributions.check(markup.tidy(text))
    author = pacing.enter(author)
    seal = contributions.seal(submission, author.pk, f"{title}:{text}")
    if sent := posts.sent_before(seal):
        return sent.thread
    fresh = Space.objects.readable(author).select_related("group").filter(pk=space.pk).first()
    if fresh is None or not can_open_thread(author, fresh):
        raise SpaceClosed
    if paced:
        pacing.check(author, now=now)
    state = holding.first_state(author, now=now) if paced else ContributionState.PUBLISHED
    thread = Thread(
        space=fresh, author=author, title=title, kind=kind, language=language, created_at=now, last_post_at=now
    )
    thread.is_held = state == ContributionState.HELD
    thread.full_clean()
    thread.save()
    thread.themes.set(themes)
    thread.territories.set(territories)
    thread.corridors.set(corridors)
    posts.place(thread, None, posts.Draft(author, text, language, now, seal, speaks_for, watch, attachments, state))
    return thread


def mark_answered(*, thread: Thread, member: User, answered: bool = True) -> Thread:
    """Say that a thread has its answer, or that it waits again.

    Raises:
        ThreadGone: it is not there for this member.
        ThreadNotYours: neither who asked nor a facilitator.
    """
    with locks.thread_lock(thread.pk) as held:
        fresh = pacing.enter(member)
        if held is None or not can_read_thread(fresh, held):
            raise ThreadGone
        if not can_mark_thread(fresh, held):
            raise ThreadNotYours
        if held.is_answered != answered:
            held.is_answered = answered
            held.save(update_fields=["is_answered"])
    return held


def reword(*, thread: Thread, title: str, text: str, now: datetime) -> None:
    """Change a thread's title and its own text; the wording before is kept. Who may do this is judged by who calls.

    Raises:
        ContributionRefused: the text is empty or too long.
    """
    text = contributions.check(markup.tidy(text))
    with locks.thread_lock(thread.pk) as held:
        if held is None:
            raise ThreadGone
        held.title = " ".join(markup.tidy(title).split())
        held.save(update_fields=["title"])
        post = held.posts.select_related("author").get(depth=0)
        if post.text == text or post.state != contributions.ContributionState.PUBLISHED:
            return
        wordings.keep(kind="post", target=post.pk, author_id=post.author_id, text=post.text, now=now)
        linked = addressing.linked(text, by=post.author) if post.author else text
        post.text, post.html, post.edited_at = text, markup.render(linked), now
        post.save(update_fields=["text", "html", "edited_at"])


def opening(thread: Thread) -> Post:
    """Return the post that carries the thread's own text."""
    return thread.posts.get(depth=0)
