"""Doors for outside readers without an account, and for who sends them links. Opening a link changes nothing."""

from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from community.members.requests import member_of
from foundation import clock
from home.practices import attached
from home.reviews import display, pacing
from home.reviews.forms import OutsideForm, OutsideLinkForm
from home.reviews.models import OutsideLink
from home.reviews.paragraphs import parts_of
from home.reviews.permissions import can_invite_outside
from home.reviews.services import links
from home.reviews.services.refusals import LinkDead, ReviewRefused, TooManyTries

Answer = TypeVar("Answer", bound=HttpResponseBase)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, token: str) -> HttpResponse:
    """One version of a text, and what its reader says of it, once."""
    return _unseen(_answered(request, token))


def _unseen(response: Answer) -> Answer:
    """Keep what a link opens out of lists, and the link out of other sites' logs."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _answered(request: HttpRequest, token: str) -> HttpResponse:
    now = clock.now()
    try:
        link = links.find(token=token, now=now)
    except LinkDead as refusal:
        return render(request, "reviews/link_ended.html", {}, status=refusal.status)
    text = link.revision.as_object()
    form = OutsideForm(request.POST if request.method == "POST" else None, parts=parts_of(text))
    status = 200
    if request.method == "POST":
        status = 422
        if pacing.is_too_much(request, of=token):
            form.is_valid()
            form.add_error(None, TooManyTries().sentence)
            status = TooManyTries.status
        elif form.is_valid():
            try:
                links.answer(
                    token=token,
                    verdict=form.cleaned_data["verdict"],
                    reason=form.cleaned_data["reason"],
                    remarks=form.remarks,
                    now=now,
                )
            except LinkDead as refusal:
                return render(request, "reviews/link_ended.html", {}, status=refusal.status)
            return render(request, "reviews/thanks.html", {"link": link})
    context = {
        "link": link,
        "title": link.title,
        "language": link.page.locale.language_code,
        "parts": display.reading(None, text, form),
        "document_rows": [
            row | {"url": reverse("reviews:outside_document", args=[token, row["pk"]])} for row in attached.rows(text)
        ],
        "form": form,
        "is_closed": False,
    }
    return render(request, "reviews/outside.html", context, status=status)


@never_cache
@require_safe
def document(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """Hand out a document of the one version that a link opens."""
    try:
        link = links.find(token=token, now=clock.now())
    except LinkDead as refusal:
        return render(request, "reviews/link_ended.html", {}, status=refusal.status)
    row = attached.of(link.revision.as_object(), pk)
    if row is None:
        raise Http404
    return _unseen(attached.hand_out(row))


def _page(request: HttpRequest, pk: int) -> Page:
    page = get_object_or_404(Page, pk=pk).specific
    if not can_invite_outside(request.user, page) or links.revision_of(page) is None:
        raise Http404
    return page


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, pk: int) -> HttpResponse:
    """The links to a text: who has one, what they said; a new one."""
    page = _page(request, pk)
    form = OutsideLinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = links.make(page=page, by=member_of(request), now=clock.now(), **form.cleaned_data)
        except ReviewRefused as refusal:
            if refusal.status == 404:
                raise Http404 from refusal
            form.add_error(None, refusal.sentence)
            return _manage_page(request, page, form, status=refusal.status)
        messages.success(request, _("The link is on its way to %(name)s.") % {"name": made.name})
        return redirect("reviews:links", page.pk)
    return _manage_page(request, page, form, status=422 if form.errors else 200)


def _manage_page(request: HttpRequest, page: Page, form: OutsideLinkForm, *, status: int) -> HttpResponse:
    now = clock.now()
    rows = OutsideLink.objects.filter(page=page.pk).select_related("made_by", "revision").prefetch_related("remarks")
    context: dict[str, Any] = {
        "section": "practices",
        "page": page,
        "title": page.draft_title,
        "language": page.locale.language_code,
        "form": form,
        "links": [{"link": row, "stands": row.is_standing(now=now)} for row in rows],
    }
    return render(request, "reviews/links.html", context, status=status)


@never_cache
@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link back."""
    link = get_object_or_404(OutsideLink.objects.select_related("page"), pk=pk)
    _page(request, link.page_id)
    links.revoke(link=link, by=member_of(request), now=clock.now())
    messages.success(request, _("Taken back. The link opens nothing any more."))
    return redirect("reviews:links", link.page_id)
