"""Doors to following: choosing what comes of a place, and stopping it by a link in a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from community.following.display import SENTENCES
from community.following.emails import following_of
from community.following.enums import Level
from community.following.services import following
from community.members import contribution_kinds
from community.members.requests import member_of
from foundation import clock


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Write down what the reader wants to hear of a thread or page. Who comes by GET has just signed in."""
    if request.method != "POST":
        place = contribution_kinds.find_place(request.user, kind, pk)
        if place is None:
            raise Http404
        return redirect(f"{place.url}#following")
    level = request.POST.get("level", "")
    if level not in Level.values:
        raise Http404
    try:
        place = following.choose(member=member_of(request), kind=kind, target=pk, level=level, now=clock.now())
    except following.PlaceGone:
        raise Http404 from None
    messages.success(request, SENTENCES[Level(level)]())
    return redirect(f"{place.url}#following")


@never_cache
@csrf_exempt  # RFC 8058: the mail programme posts without cookies; the token names the one thing it may do
@require_http_methods(["GET", "HEAD", "POST"])
def mute(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mails of one place: GET only asks, POST does it, again and again without harm."""
    row = following_of(token)
    if row is None or not row.member.is_active:
        raise Http404
    with translation.override(row.member.profile.interface_language):
        if request.method == "POST":
            following.mute(following=row, now=clock.now())
            row.level = Level.MUTED
        place = contribution_kinds.find_place(row.member, row.kind, row.target)
        context = {"row": row, "place": place, "is_muted": row.level == Level.MUTED}
        return render(request, "following/mute.html", context)
