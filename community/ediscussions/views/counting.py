"""Doors to the statistics of a discussion."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.ediscussions import statistics
from community.ediscussions.views import doors
from foundation import tables


@never_cache
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Who took part, as pictures and tables."""
    row = doors.found(request, slug)
    return render(request, "ediscussions/statistics.html", doors.page(discussion=row, counted=statistics.of(row)))


@never_cache
@require_safe
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a table to take along."""
    row = doors.found(request, slug)
    header, lines = statistics.as_rows(statistics.of(row))
    response = HttpResponse(tables.as_csv(header, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.slug}-statistics.csv"'
    return response
