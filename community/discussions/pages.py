"""The page of a thread, shown by reading it and by a reply that could not be sent."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from community.discussions import display, frames, gates, unread
from community.discussions.forms import ReplyForm
from community.discussions.models import Post, Thread
from community.discussions.permissions import can_mark_thread, can_reply_thread
from community.discussions.querysets import ThreadQuerySet
from community.members import drafts, speaking
from community.members.contributions import quote
from foundation import clock


def rows_for_page(user: Any) -> ThreadQuerySet:
    """Return the threads that `user` may open, with what their page shows but for their subjects."""
    return frames.join_page(Thread.objects.readable(user).for_listing().with_wish(user))


def place_of_reply(thread: Thread) -> str:
    """Name the reply form of a thread among the texts kept for a reader."""
    return f"thread {thread.pk}"


def thread_page(
    request: HttpRequest, thread: Thread, *, form: ReplyForm | None = None, preview: str = "", status: int = 200
) -> HttpResponse:
    """Render a thread. form: a reply as it was sent, where it must be put right; preview: its HTML."""
    user, now = request.user, clock.now()
    frame = frames.of_thread(thread, user, now)
    can_reply = can_write_now(user, thread, now)
    answered = _answered(thread, form["parent"].value() if form else request.GET.get("reply_to"))
    if form is None and can_reply:
        kept = drafts.kept(request, place=place_of_reply(thread))
        if answered is None:
            answered = _answered(thread, kept.get("parent"))
        quoted = {"text": quote(answered.text)} if answered and request.GET.get("quote") and not kept else {}
        initial = {**quoted, **kept, "parent": answered.pk if answered else None}
        form = ReplyForm(initial=initial, organisations=speaking.offered_to(user, now=now))
    reading = display.read(thread, user, request.GET.get("page"), now)
    shown = {entry.pk for entry in [reading.opening, *reading.entries] if entry is not None}
    unread.settle(thread, user, reading.wish, reading.unread, shown)
    context: dict[str, Any] = {
        "thread": thread,
        "reading": reading,
        "wish": reading.wish,
        "frame": frame,
        "parts": frame.split(reading.entries) if frame else [frames.Part(reading.entries)],
        "status": frame.status if frame and not thread.is_hidden else display.status(thread),
        "can_reply": can_reply,
        "join_url": _join_url(user, thread, can_reply),
        "can_mark": frame is None and can_mark_thread(user, thread),
        "form": form if can_reply else None,
        "answered": answered if can_reply else None,
        "preview": preview,
        "section": "discussions",
    }
    return render(request, "discussions/thread.html", context, status=status)


def can_write_now(user: Any, thread: Thread, now: datetime) -> bool:
    """Who may reply, while the thread takes posts."""
    return can_reply_thread(user, thread) and gates.refusal(thread, now) is None


def _join_url(user: Any, thread: Thread, can_reply: bool) -> str:
    """Return where a member who may read and not write joins the group; empty where there is none to join."""
    group = thread.space.group
    if group is None or can_reply or not user.is_authenticated or thread.is_closed or thread.is_hidden:
        return ""
    return group.get_absolute_url()


def _answered(thread: Thread, asked: Any) -> Post | None:
    number = str(asked or "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return thread.posts.published().replies().select_related("author").filter(pk=int(number)).first()
