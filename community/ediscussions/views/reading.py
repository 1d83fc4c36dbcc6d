"""Doors to facilitated discussions: the list, one of them, and a summary with the posts behind it."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.discussions import display as threads
from community.ediscussions import display, listing
from community.ediscussions.models import Room
from community.ediscussions.permissions import can_lead_ediscussion, can_make_ediscussion
from community.ediscussions.views import doors
from community.members.contributions import PER_PAGE
from foundation import clock


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All discussions that this reader may open: what is open, what will come, what came of the others."""
    page_obj, rows = listing.rows(request.user, request.GET.get("page"), clock.now())
    context = doors.page(page_obj=page_obj, rows=rows, may_make=can_make_ediscussion(request.user))
    return render(request, "ediscussions/index.html", context)


@never_cache
@require_safe
def discussion(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the room in the reader's language, else to the first."""
    row = doors.found(request, slug)
    rooms = list(Room.objects.readable(request.user).filter(discussion=row).select_related("thread__space"))
    if not rooms:
        raise Http404
    room = display.in_language(rooms, rooms[0].language)
    return redirect(room.thread)


@never_cache
@require_safe
def summary(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A weekly summary with the posts behind it."""
    row = doors.found(request, slug)
    shown = get_object_or_404(row.summaries.select_related("author"), pk=pk)
    others = row.summaries.filter(week=shown.week).exclude(pk=shown.pk)
    behind = shown.posts.published().filter(thread__is_hidden=False).order_by("thread", "path")
    page_obj = Paginator(behind.for_listing().select_related("thread__space__group"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    posts = list(page_obj.object_list)
    now = clock.now()
    entries = threads.contributions(posts[0].thread, posts, request.user, now) if posts else []
    # One answers in the thread, where the form is: the link of each post leads there.
    entries = [replace(entry, reply_url="", quote_url="") for entry in entries]
    context = doors.page(
        discussion=row,
        summary=shown,
        others=others,
        page_obj=page_obj,
        entries=entries,
        is_leader=can_lead_ediscussion(request.user, row),
    )
    return render(request, "ediscussions/summary.html", context)
