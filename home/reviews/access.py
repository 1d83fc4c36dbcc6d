"""Loading a review for whoever asks: hidden and absent look the same."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from home.reviews.models import Review, Round
from home.reviews.permissions import can_arrange_round, can_read_round


def own(request: HttpRequest, pk: int) -> Review:
    """Return a review the reader is asked for."""
    rows = Review.objects.of(request.user).select_related(
        "round__page__locale", "round__page__content_type", "round__revision", "round__submission", "reviewer"
    )
    return get_object_or_404(rows, pk=pk)


def declared(request: HttpRequest, pk: int) -> Review:
    """Return a review whose text is open to the reader: she declared that she has no conflict."""
    review = own(request, pk)
    if not can_read_round(request.user, review):
        raise Http404
    return review


def arranged(request: HttpRequest, pk: int) -> Round:
    """Return a round that the reader arranges."""
    row = get_object_or_404(Round.objects.for_listing(), pk=pk)
    if not can_arrange_round(request.user, row):
        raise Http404
    return row
