"""Doors to what became public."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.desk import display
from community.desk.models import Publication


@never_cache
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """All published answers, the latest first."""
    page_obj = Paginator(Publication.objects.for_listing(), display.PER_PAGE).get_page(request.GET.get("page"))
    rows = [(public, display.author_of(public)) for public in page_obj]
    return render(request, "desk/answers.html", {"page_obj": page_obj, "rows": rows, "section": "discussions"})


@never_cache
@require_safe
def published(request: HttpRequest, address: str) -> HttpResponse:
    """One published answer. An old or mistyped address leads to the right one."""
    number = address.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    public = get_object_or_404(Publication.objects.for_listing(), pk=int(number))
    if address != public.address:
        return redirect(public)
    context: dict[str, Any] = {"public": public, "asker": display.asker_of(public)}
    context |= {"author": display.author_of(public), "section": "discussions"}
    return render(request, "desk/published.html", context)
