"""Doors to one's own data: what there is, an archive of it, the way out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.members import fresh_proof
from community.members.models import User
from community.members.requests import member_of
from community.personal_data import registry
from community.personal_data.forms import ErasureForm
from community.personal_data.models import COOLING_OFF, Archive, ErasureRequest
from community.personal_data.services import archives, erasures
from foundation import clock
from foundation.storage import hand_out

# Archives shown; older ones are dead and say nothing new.
SHOWN = 5


@never_cache
@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is kept about the member, her archives, and her wish to be erased if there is one."""
    member, now = member_of(request), clock.now()
    rows = Archive.objects.filter(member=member)[:SHOWN]
    return render(
        request,
        "personal_data/overview.html",
        {
            "archives": [{"archive": archive, "is_open": archive.is_open(now=now)} for archive in rows],
            "erasure": ErasureRequest.objects.filter(member=member).first(),
            "kept": _kept(member),
            "section": "me",
        },
    )


@login_required
@require_POST
@fresh_proof.required()
def want_archive(request: HttpRequest) -> HttpResponse:
    """Ask for an archive."""
    archives.want(member=member_of(request), now=clock.now())
    messages.success(request, _("Your archive is being made. A mail tells you when it is ready."))
    return redirect("personal_data:overview")


@never_cache
@login_required
@require_safe
@fresh_proof.required()
def fetch_archive(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out an archive to its member, as long as it lives."""
    archive = get_object_or_404(Archive, pk=pk, member=member_of(request))
    if not archive.is_open(now=clock.now()):
        raise Http404
    return hand_out(archive.file, name="corridor-my-data.zip", content_type="application/zip")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_proof.required(allow_get=True)
def erase(request: HttpRequest) -> HttpResponse:
    """Say what erasure does, and take the wish."""
    member = member_of(request)
    form = ErasureForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            erasures.want(member=member, now=clock.now())
        except erasures.LastAdministrator as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Your account will be erased. Until then you can take it back here."))
            return redirect("personal_data:overview")
    return render(
        request,
        "personal_data/erase.html",
        {"form": form, "days": COOLING_OFF.days, "section": "me"},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take back the wish to be erased."""
    if erasures.take_back(member=member_of(request)):
        messages.success(request, _("Your account stays."))
    return redirect("personal_data:overview")


def _kept(member: User) -> list[dict[str, Any]]:
    counted = ((table.title, table.rows_of(member).count()) for table in registry.kept())
    return [{"title": title, "count": count} for title, count in counted if count]
