"""Doors to discussions: reading. Writing is in writing.py."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.discussions import display, similar, unread
from community.discussions.models import TITLE_LENGTH, Post, Space, Thread
from community.discussions.pages import rows_for_page, thread_page
from community.discussions.permissions import can_open_thread
from foundation import clock

__all__ = ["first_new", "index", "post", "resembling", "since", "space", "thread"]


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All threads this reader may open, the last written in first."""
    choice = display.Choice(show=request.GET.get("show", ""))
    listing = display.listing(choice, request.user, request.GET.get("page"), clock.now())
    return render(request, "discussions/index.html", {**listing, "can_ask": True, "section": "discussions"})


@never_cache
@require_safe
def space(request: HttpRequest, slug: str) -> HttpResponse:
    """The threads of one space; one that this reader may not open looks like none."""
    found = get_object_or_404(Space.objects.readable(request.user).select_related("group"), slug=slug)
    choice = display.Choice(show=request.GET.get("show", ""), space=found)
    listing = display.listing(choice, request.user, request.GET.get("page"), clock.now())
    # A visitor is asked to sign in; in a group the button is for who may press it.
    can_ask = found.group is None or can_open_thread(request.user, found)
    people = display.facilitators_of(found, request.user)
    context = {**listing, "space": found, "can_ask": can_ask, "facilitators": people, "section": "discussions"}
    return render(request, "discussions/index.html", context)


@never_cache
@require_safe
def thread(request: HttpRequest, slug: str, address: str) -> HttpResponse:
    """A thread in reading order, 50 posts a page. An old or mistyped address leads to the right one."""
    number = address.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    rows = rows_for_page(request.user).with_subjects()
    found = rows.filter(pk=int(number)).first() or get_object_or_404(rows.holding_former(int(number)))
    if (slug, address) != (found.space.slug, f"{found.pk}-{found.slug}"):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(found.get_absolute_url() + query)
    return thread_page(request, found)


@never_cache
@require_safe
def first_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the first post that the reader has not read, else to the thread."""
    rows = Thread.objects.readable(request.user).select_related("space")
    found = get_object_or_404(rows.with_wish(request.user), pk=pk)
    news = unread.look(found, request.user, unread.wish_of(found, request.user)).shown
    return redirect("discussions:post", news[0]) if news else redirect(found)


@never_cache
@require_safe
def resembling(request: HttpRequest) -> HttpResponse:
    """What was asked before, while a title is being typed."""
    found = similar.to(request.GET.get("title", "")[:TITLE_LENGTH], request.user)
    return render(request, "discussions/parts/similar.html", {"similar": found})


@never_cache
@require_safe
def since(request: HttpRequest, pk: int) -> HttpResponse:
    """What was written in a thread after a post, for a page that is being looked at; 204 when nothing was."""
    rows = Thread.objects.readable(request.user).select_related("space__group")
    found = get_object_or_404(rows, pk=pk)
    after = request.GET.get("after", "")
    known = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else found.newest
    if found.newest <= known:
        return HttpResponse(status=204)
    entries = display.written_since(found, known, request.user, clock.now())
    context = {"thread": found, "entries": entries, "last": entries[-1].pk if entries else found.newest}
    return render(request, "discussions/parts/live.html", context)


@never_cache
@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from the lasting address of a post to its place in its thread."""
    rows = Post.objects.readable(request.user).select_related("thread__space__group")
    found = get_object_or_404(rows, pk=pk)
    page = display.page_of(found, request.user)
    return redirect(f"{found.thread.get_absolute_url()}{f'?page={page}' if page > 1 else ''}#post-{found.pk}")
