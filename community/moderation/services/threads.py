"""Facilitators put threads in order; each time with a reason in the log."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.discussions.models import Post, Space, Thread
from community.discussions.services import arranging
from community.members.contributions import ContributionRefused
from community.members.models import User
from community.moderation.enums import Action
from community.moderation.models import Decision
from community.moderation.permissions import can_arrange_thread
from community.moderation.services import log

CHANGES = {
    Action.LOCK: {"is_closed": True},
    Action.REOPEN: {"is_closed": False},
    Action.PIN: {"is_pinned": True},
    Action.UNPIN: {"is_pinned": False},
}


class NotArranged(ContributionRefused):
    """Only facilitators put threads in order, and only where they may read."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Only facilitators put threads in order, in places they may read themselves."))


class ThreadReasonMissing(ContributionRefused):
    """The log says why."""

    def __init__(self) -> None:
        super().__init__(_("Write the reason: it stands in the log of decisions."))


@transaction.atomic
def move(*, thread: Thread, space: Space, actor: User, reason: str, now: datetime) -> Thread:
    """Put a thread into another space.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    actor, reason = _judge(actor, reason, thread)
    if not Space.objects.readable(actor).filter(pk=space.pk).exists():
        raise NotArranged
    moved = arranging.move(thread=thread, space=space)
    log.write(target=moved, action=Action.MOVE, actor=actor, reason=reason, now=now)
    return moved


@transaction.atomic
def merge(*, thread: Thread, into: Thread, actor: User, reason: str, now: datetime) -> Thread:
    """Put a thread's posts into another thread.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    actor, reason = _judge(actor, reason, thread, into)
    kept = arranging.merge(thread=thread, into=into)
    log.write(target=thread, action=Action.MERGE, actor=actor, reason=reason, now=now)
    return kept


@transaction.atomic
def split(*, post: Post, title: str, actor: User, reason: str, now: datetime) -> Thread:
    """Make an answer a thread of its own.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    actor, reason = _judge(actor, reason, post.thread)
    made = arranging.split(post=post, title=title, now=now)
    log.write(target=post.thread, action=Action.SPLIT, actor=actor, reason=reason, now=now)
    return made


@transaction.atomic
def change(*, thread: Thread, action: str, actor: User, reason: str, now: datetime) -> Decision | None:
    """Close, open, pin or unpin a thread, as `action` says; None when it is so already.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    actor, reason = _judge(actor, reason, thread)
    if arranging.change(thread=thread, **CHANGES[Action(action)]) is None:
        return None
    return log.write(target=thread, action=Action(action), actor=actor, reason=reason, now=now)


def _judge(actor: User, reason: str, *threads: Thread) -> tuple[User, str]:
    # Read again: what counts is the role at this moment, not the one the request began with.
    fresh = User.objects.filter(pk=actor.pk).first()
    if fresh is None or not can_arrange_thread(fresh):
        raise NotArranged
    if Thread.objects.readable(fresh).filter(pk__in={one.pk for one in threads}).count() < len({t.pk for t in threads}):
        raise NotArranged
    reason = " ".join(reason.split())
    if not reason:
        raise ThreadReasonMissing
    return fresh, reason
