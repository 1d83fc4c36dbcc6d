"""Doors of briefs: the page, its other forms, its versions, endorsing."""

from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members.models import Organisation, User
from foundation import clock, pdf, serving
from home.briefs import cite, papers, reading
from home.briefs.forms import EndorsementForm
from home.briefs.models import BriefIndexPage, BriefPage, BriefVersion
from home.briefs.services import endorsements, versions


def brief(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a brief."""
    return serving.serve(request, serving.find(BriefPage, f"/briefs/{slug}/", *reading.RELATED), f"briefs/{slug}/")


def index(request: HttpRequest) -> HttpResponse:
    """The list of briefs."""
    return serving.serve(request, serving.find(BriefIndexPage, "/briefs/"), "briefs/")


def _shown(request: HttpRequest, slug: str, number: int | None) -> papers.Paper:
    """Return the brief, or one of its versions, as its plain forms show it."""
    found = reading.open_brief(request, slug)
    return papers.of(_version(found.page, number), user=request.user, walls=found.walls, past=number is not None)


def _version(page: BriefPage, number: int | None) -> tuple[BriefPage, BriefVersion | None]:
    if number is None:
        return page, None
    try:
        return versions.read(brief=page, number=number)
    except BriefVersion.DoesNotExist:
        raise Http404 from None


@require_safe
def text(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Text only: no picture, script or style."""
    return render(request, "briefs/text.html", _shown(request, slug, number).context())


@require_safe
def paper(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """As PDF. Where none can be made, say so and name the browser's own print."""
    shown = _shown(request, slug, number)
    try:
        made = pdf.make(render_to_string("briefs/pdf.html", shown.context()))
    except pdf.Unavailable:
        return render(request, "briefs/no_pdf.html", shown.context() | {"section": "briefs"}, status=503)
    return _file(made, "application/pdf", shown.filename("pdf"), "inline")


@require_safe
def bibtex(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """For reference managers that read BibTeX."""
    shown = _shown(request, slug, number)
    return _file(cite.bibtex(shown.entry()), "application/x-bibtex; charset=utf-8", shown.filename("bib"))


@require_safe
def ris(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """For the other reference managers."""
    shown = _shown(request, slug, number)
    return _file(cite.ris(shown.entry()), "application/x-research-info-systems; charset=utf-8", shown.filename("ris"))


def _file(content: str | bytes, kind: str, name: str, how: str = "attachment") -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'{how}; filename="{name}"'})


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A text that was replaced, saying so on top; the current one leads to the page."""
    found = reading.open_brief(request, slug)
    page, known = _version(found.page, number)
    context = papers.of((page, known), user=request.user, walls=found.walls, past=True).context()
    if context["is_current"]:
        return redirect(found.page.address)
    request.page_translations = {}  # type: ignore[attr-defined]  # other languages have other versions
    return render(request, "briefs/brief_page.html", context | {"section": "briefs", "is_past": True})


@require_safe
def by_number(request: HttpRequest, number: int, version: int | None = None) -> HttpResponse:
    """The lasting address: leads to where the brief is now, in the reader's language."""
    page = reading.by_number(number)
    if page is None:
        was = BriefPage.objects.filter(number=number, first_published_at__isnull=False).exists()
        if not was:
            raise Http404
        return render(request, "briefs/gone.html", {"number": number, "section": "briefs"}, status=410)
    return redirect(f"{page.address}versions/{version}/" if version else page.address)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def endorse(request: HttpRequest, slug: str) -> HttpResponse:
    """Endorse a joint submission for an organisation, or take the endorsement back."""
    page = reading.open_brief(request, slug).page
    if not page.is_joint:
        raise Http404
    now = clock.now()
    member = cast("User", request.user)
    own = Organisation.objects.filter(pk__in=member.claims.current(now=now).values("organisation")).order_by("name")
    form = EndorsementForm(request.POST or None, organisations=own)
    if request.method == "POST" and form.is_valid():
        return _endorse(request, page, form.cleaned_data["organisation"], member, now)
    context = {"page": page, "form": form, "own": own, "standing": _standing(page, own), "section": "briefs"}
    return render(request, "briefs/endorse.html", context, status=422 if request.method == "POST" else 200)


def _standing(page: BriefPage, own: Any) -> list[Any]:
    rows = page.source.endorsements.standing().filter(organisation__in=own)
    return list(rows.select_related("organisation"))


def _endorse(
    request: HttpRequest, page: BriefPage, organisation: Organisation, member: User, now: datetime
) -> HttpResponse:
    withdraws = request.POST.get("action") == "withdraw"
    change = endorsements.withdraw if withdraws else endorsements.endorse
    try:
        change(brief=page, organisation=organisation, by=member, now=now)
    except endorsements.EndorsementRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{page.address}endorse/")
    words = _("%(name)s no longer endorses this submission.") if withdraws else _("%(name)s endorses this submission.")
    messages.success(request, words % {"name": organisation.name})
    return redirect(f"{page.address}#endorsements")
