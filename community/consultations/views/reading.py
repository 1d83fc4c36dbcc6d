"""Doors to consultations: reading."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.consultations import display
from community.consultations.forms import StatementForm
from community.consultations.models import Consultation, Statement
from community.consultations.permissions import can_edit_consultation
from community.consultations.querysets import PLACES
from community.members import drafts, speaking
from community.members.contributions import PER_PAGE
from foundation import clock, tables


def found(request: HttpRequest, slug: str) -> Consultation:
    """Return a consultation that this reader may open; any other looks like none."""
    rows = Consultation.objects.readable(request.user).select_related(*PLACES)
    return get_object_or_404(rows, slug=slug)


def place_of(row: Consultation) -> str:
    """Name the form for statements among the texts kept for a reader."""
    return f"consultation {row.pk}"


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All consultations this reader may open, the latest first."""
    query = request.GET
    context = display.listing(request.user, query.get("state", ""), query.get("page"), now=clock.now())
    return render(request, "consultations/index.html", {**context, "section": "discussions"})


@never_cache
@require_safe
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """The proposal in numbered paragraphs, what was said to it, and its log."""
    return consultation_page(request, found(request, slug))


def consultation_page(
    request: HttpRequest, row: Consultation, *, form: StatementForm | None = None, preview: str = "", status: int = 200
) -> HttpResponse:
    """Render a consultation. form: a statement as it was sent, where it must be put right; preview: its HTML."""
    now = clock.now()
    context: dict[str, Any] = display.reading(row, request.user, request.GET, now=now)
    if form is None and context["can_comment"]:
        kept = drafts.kept(request, place=place_of(row))
        initial = {"language": row.language, "number": context["number"], **kept}
        offered = speaking.offered_to(request.user, now=now)
        form = StatementForm(initial=initial, consultation=row, organisations=offered)
    context |= {"form": form, "preview": preview, "section": "discussions"}
    return render(request, "consultations/consultation.html", context, status=status)


@never_cache
@require_safe
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from the lasting address of a statement to its place."""
    row = get_object_or_404(Statement.objects.readable(request.user).select_related("consultation"), pk=pk)
    page = display.page_of(row)
    query = f"?page={page}" if page > 1 else ""
    return redirect(f"{row.consultation.get_absolute_url()}{query}#statement-{row.pk}")


@never_cache
@require_safe
def paragraph(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A paragraph with every wording it had, the differences marked."""
    row = found(request, slug)
    one = get_object_or_404(row.paragraphs, number=number)
    can_edit = can_edit_consultation(request.user, row)
    context = {"consultation": row, "paragraph": one, "wordings": display.wordings(one), "can_edit": can_edit}
    return render(request, "consultations/paragraph.html", {**context, "section": "discussions"})


@never_cache
@require_safe
def responses(request: HttpRequest, slug: str) -> HttpResponse:
    """What became of each statement."""
    row = found(request, slug)
    can_edit = can_edit_consultation(request.user, row)
    page_obj = Paginator(row.statements.for_listing(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "consultation": row,
        "page_obj": page_obj,
        "entries": display.said(page_obj.object_list, row, request.user, can_edit=can_edit),
        "tally": row.statements.tally(),
        "section": "discussions",
    }
    return render(request, "consultations/responses.html", context)


@never_cache
@require_safe
def responses_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a table to take along; no cell is a formula."""
    row = found(request, slug)
    response = HttpResponse(tables.as_csv(*display.table(row, request.user)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.slug}.csv"'
    return response
