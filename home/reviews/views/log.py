"""Door to the whole history of a text, for facilitators."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.reviews import history
from home.reviews.permissions import can_see_history

PER_PAGE = 50


@never_cache
@login_required
@require_safe
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """Moves, reviews, outside readers and the back office's log, newest first."""
    page = get_object_or_404(Page.objects.select_related("locale"), pk=pk)
    if not can_see_history(request.user, page):
        raise Http404
    events = Paginator(history.of(page), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "moderation",
        "page": page,
        "title": page.draft_title,
        "language": page.locale.language_code,
        "page_obj": events,
    }
    return render(request, "reviews/history.html", context)
