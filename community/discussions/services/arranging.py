"""Putting threads in order: another space, one thread out of two, two out of one; closed, opened, pinned.

Only what moves is numbered anew, at the end of where it goes, under the locks of both threads, taken in the order of
their keys. Posts keep their keys, so their lasting addresses lead on; a merged thread's number stays with its first
post. Who may do this is judged by the moderation, which calls these and writes its log.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from community.discussions import gates, locks
from community.discussions.enums import Audience
from community.discussions.models import TITLE_LENGTH, Post, Space, Thread
from community.discussions.services.posts import DEEPEST, DIGITS, count
from community.following.services import following
from community.members.contributions import UNSEEN, ContributionRefused, ContributionState
from foundation import markup

WIDTH = {Audience.PUBLIC: 2, Audience.MEMBERS: 1, Audience.GROUP: 0}


class WiderAudience(ContributionRefused):
    """More people, or others, would read what was written for these."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("There more or other people would read it than it was written for. Choose a place with the same readers.")
        )


class SamePlace(ContributionRefused):
    """It is there already."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("It is there already. Choose another place."))


class NotSplittable(ContributionRefused):
    """The post is the thread's own text, or is not shown."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("Only an answer that is shown can begin a thread of its own. Choose another one."))


class TitleMissing(ContributionRefused):
    """A thread has a title."""

    def __init__(self) -> None:
        super().__init__(_("Write a title of at most %(most)s characters.") % {"most": TITLE_LENGTH})


class ThreadGoneMeanwhile(ContributionRefused):
    """It was merged or deleted at this moment."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("One of the threads is gone: it was merged meanwhile. Look for it by its old address."))


@contextmanager
def both(one: int, other: int) -> Iterator[tuple[Thread, Thread]]:
    """Hold two threads until the transaction ends, the lower key first, and give them as they are now.

    Raises:
        ThreadGoneMeanwhile: one is not there any more.
    """
    with ExitStack() as stack:
        held = {pk: stack.enter_context(locks.thread_lock(pk)) for pk in sorted({one, other})}
        first, second = held[one], held[other]
        if first is None or second is None:
            raise ThreadGoneMeanwhile
        yield first, second


def move(*, thread: Thread, space: Space) -> Thread:
    """Put a thread into another space, whose readers are the same or fewer of the same.

    Raises:
        SamePlace: it is there.
        WiderAudience: others would read it.
        ThreadGoneMeanwhile: it is not there any more.
        ContributionRefused: an app above holds on to it.
    """
    with locks.thread_lock(thread.pk) as held:
        fresh = Space.objects.select_related("group").filter(pk=space.pk).first()
        if held is None or fresh is None:
            raise ThreadGoneMeanwhile
        if held.space_id == fresh.pk:
            raise SamePlace
        gates.check_free(held)
        _check_audience(held.space, fresh)
        held.space, held.is_pinned = fresh, False
        # Saved, not updated: the search listens, and the audience may have changed.
        held.save(update_fields=["space", "is_pinned"])
    return held


def merge(*, thread: Thread, into: Thread) -> Thread:
    """Put all posts of a thread below the other's own text; the old address leads there. Return the other thread.

    Raises:
        SamePlace: a thread cannot be merged with itself.
        WiderAudience: others would read it.
        ThreadGoneMeanwhile: one of them is not there any more.
        ContributionRefused: an app above holds on to the one that would go.
    """
    if thread.pk == into.pk:
        raise SamePlace
    with both(thread.pk, into.pk) as (gone, kept):
        gates.check_free(gone)
        _check_audience(gone.space, kept.space)
        if gone.is_hidden or gone.is_held or kept.is_hidden or kept.is_held:
            raise ThreadGoneMeanwhile
        moving = list(gone.posts.order_by("path"))
        first = next(post for post in moving if post.is_opening)
        first.former_thread = gone.pk
        _place(moving, kept, below=kept.posts.get(depth=0))
        kept.themes.add(*gone.themes.all())
        kept.territories.add(*gone.territories.all())
        kept.corridors.add(*gone.corridors.all())
        following.carry_over(kind="thread", source=gone.pk, target=kept.pk)
        gone.delete()
        kept.save(update_fields=["next_position"])
        count(kept)
    return kept


def split(*, post: Post, title: str, now: datetime) -> Thread:
    """Make an answer, with what was answered to it, a thread of its own in the same space.

    Raises:
        NotSplittable: it is the thread's own text, or is not shown.
        TitleMissing: without a title, or with one too long.
        ThreadGoneMeanwhile: the thread is not there any more.
    """
    title = " ".join(markup.tidy(title).split())
    if not title or len(title) > TITLE_LENGTH:
        raise TitleMissing
    with locks.thread_lock(post.thread_id) as old:
        held = Post.objects.filter(pk=post.pk, thread=post.thread_id).first()
        if old is None or held is None:
            raise ThreadGoneMeanwhile
        if held.is_opening or held.state != ContributionState.PUBLISHED:
            raise NotSplittable
        moving = _with_answers(held)
        made = Thread.objects.create(
            space=old.space,
            author=held.author,
            title=title,
            kind=old.kind,
            language=held.language,
            created_at=held.created_at,
            last_post_at=held.created_at,
        )
        made.themes.set(old.themes.all())
        above = held.parent_id
        # Nobody else knows of the new thread: it needs no lock.
        _place(moving, made, below=None)
        made.save(update_fields=["next_position"])
        _count_children([above] if above else [])
        count(old)
        count(made)
        old.save(update_fields=["is_answered"])
    return made


def change(*, thread: Thread, **values: bool) -> Thread | None:
    """Close, open, pin or unpin a thread, as is_closed or is_pinned say; None when it is so already.

    Raises:
        ThreadGoneMeanwhile: it is not there any more.
    """
    with locks.thread_lock(thread.pk) as held:
        if held is None:
            raise ThreadGoneMeanwhile
        if all(getattr(held, name) == value for name, value in values.items()):
            return None
        for name, value in values.items():
            setattr(held, name, value)
        held.save(update_fields=list(values))
    return held


def _check_audience(source: Space, target: Space) -> None:
    """Refuse to let others read what was written for the readers of one space."""
    if source.is_walled or target.is_walled:
        inside = source.group_id == target.group_id and target.is_walled
        if not inside:
            raise WiderAudience
    elif WIDTH[Audience(target.audience)] > WIDTH[Audience(source.audience)]:
        raise WiderAudience


def _with_answers(post: Post) -> list[Post]:
    """Return a post and everything that answers it, however deep, in reading order."""
    # Answers to the deepest level stand beside what they answer: kinship is in `parent`, not in the path.
    rows = list(Post.objects.filter(thread=post.thread_id, path__gt=post.path).order_by("created_at", "pk"))
    found, known = [post], {post.pk}
    children: dict[int | None, list[Post]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    waiting = [post.pk]
    while waiting:
        for child in children.get(waiting.pop(), []):
            if child.pk not in known:
                known.add(child.pk)
                found.append(child)
                waiting.append(child.pk)
    return [post, *sorted(found[1:], key=lambda one: one.path)]


def _place(moving: list[Post], target: Thread, *, below: Post | None) -> None:
    """Number posts anew at the end of a thread: the first below `below`, the others below what they answer.

    moving: a post and its answers in reading order, so that each comes after what it answers.
    """
    placed: dict[int, Post] = {}
    for post in moving:
        parent = placed.get(post.parent_id) if post.parent_id else None
        parent = parent or below
        beside = parent is not None and parent.depth >= DEEPEST
        stem = "" if parent is None else parent.path[:-DIGITS] if beside else parent.path
        post.thread, post.parent = target, parent
        post.path = f"{stem}{target.next_position:0{DIGITS}d}"
        post.depth = 0 if parent is None else min(parent.depth + 1, DEEPEST)
        target.next_position += 1
        placed[post.pk] = post
    # One statement a thousand posts. The search is told by the threads, which are saved.
    Post.objects.bulk_update(moving, ["thread", "parent", "path", "depth", "former_thread"], batch_size=1000)
    _count_children([below.pk] if below is not None else [])


def _count_children(keys: list[int]) -> None:
    """Write down anew how many answers that somebody could see each of some posts has."""
    seen = Count("children", filter=~Q(children__state__in=UNSEEN))
    for row in Post.objects.filter(pk__in=keys).order_by().annotate(answers=seen).values("pk", "answers"):
        Post.objects.filter(pk=row["pk"]).update(child_count=row["answers"])
