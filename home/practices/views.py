"""Doors of practices beside the pages themselves: comparing, exporting, confirming, the card, the feed."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members.requests import member_of
from foundation import clock, pdf, serving
from foundation.pages import tree_of
from home.practices import attached, cards, comparing, display, exporting, facets
from home.practices.models import CollectionPage, PracticeIndexPage, StoryPage
from home.practices.permissions import can_confirm_story, can_see_stale_stories
from home.practices.services import freshness


def _readable() -> Any:
    return StoryPage.objects.readable(locale=tree_of(get_language()))


def index(request: HttpRequest) -> HttpResponse:
    """The list of practices."""
    return serving.serve(request, serving.find(PracticeIndexPage, "/practices/"), "practices/")


def story(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a story, or of a collection."""
    confirmed_on = Subquery(display.confirmations(OuterRef("translation_key"))[:1])
    found = serving.find(StoryPage, f"/practices/{slug}/", "maturity", confirmed_on=confirmed_on)
    return serving.serve(request, found, f"practices/{slug}/")


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four stories side by side."""
    slugs = list(dict.fromkeys(slug[:255] for slug in request.GET.getlist("story") if slug))[: comparing.MOST]
    context = comparing.side_by_side(_readable(), slugs)
    return render(request, "practices/compare.html", context | {"section": "practices"})


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The stories that fit the address's filters, as a table or as JSON."""
    if form not in exporting.FORMS:
        raise Http404
    rows = _readable().fitting(facets.Chosen.from_query(request.GET))
    kind, content = exporting.FORMS[form](rows, request.build_absolute_uri())
    name = f"corridor-practices-{clock.now():%Y-%m-%d}.{form}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _collection(slug: str) -> dict[str, Any]:
    """Return what a collection as one document shows: the note, every story that is public, and why it is there."""
    rows = CollectionPage.objects.open_to_all().filter(locale=tree_of(get_language()))
    page = get_object_or_404(rows.select_related("locale", "alias_of__locale"), slug=slug)
    shown = [(item["story"], why) for item, why in display.collection(page)["rows"] if item is not None]
    return {
        "page": page,
        "rows": shown,
        "stories": [story for story, _why in shown],
        "address": f"{settings.SITE_URL}{page.address}",
        "section": "practices",
    }


@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """A collection as one document: the note, the contents, every story in full."""
    return render(request, "practices/document.html", _collection(slug))


@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as PDF. Where none can be made, say so and name the browser's own print."""
    context = _collection(slug)
    language = get_language() or settings.LANGUAGE_CODE
    context |= {
        "language": language,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "site_url": settings.SITE_URL,
    }
    try:
        made = pdf.make(render_to_string("practices/collection_pdf.html", context))
    except pdf.Unavailable:
        return render(request, "practices/no_pdf.html", context, status=503)
    name = f"corridor-collection-{slug}-{language}.pdf"
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


@never_cache
@require_safe
def attachment(request: HttpRequest, story: int, pk: int) -> HttpResponseBase:
    """Hand out a document of a story as a download, to who may read the text it belongs to."""
    row = attached.readable(request, story=story, pk=pk)
    if row is None:
        raise Http404
    return attached.hand_out(row)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a story is still true: the question, and the answer."""
    story = get_object_or_404(_readable(), slug=slug).source
    member, now = member_of(request), clock.now()
    if not can_confirm_story(member, story, now=now):
        raise Http404
    if request.method != "POST":
        since = display.last_confirmed(story.translation_key)
        context = {"story": story, "since": since, "section": "practices"}
        return render(request, "practices/confirm.html", context)
    try:
        freshness.confirm(story=story, by=member, now=now)
    except freshness.NotYours as refusal:
        raise Http404 from refusal
    messages.success(request, _("Thank you. Readers see that it was confirmed today."))
    return redirect(story.address)


@never_cache
@login_required
@require_safe
def stale(request: HttpRequest) -> HttpResponse:
    """Stories that nobody has confirmed for a year, for facilitators."""
    if not can_see_stale_stories(request.user):
        raise Http404
    rows = freshness.stale(now=clock.now())
    return render(request, "practices/stale.html", {"rows": rows, "section": "moderation"})


@require_safe
@cache_control(public=True, max_age=3600)
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture that other sites show beside a link to the story."""
    story = get_object_or_404(_readable().select_related("locale", "alias_of__locale"), slug=slug)
    return HttpResponse(cards.draw(story), content_type="image/png")
