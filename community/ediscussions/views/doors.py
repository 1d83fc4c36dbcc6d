"""What every door to a discussion asks first: is it there for this reader, and is it hers?"""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from community.ediscussions.models import EDiscussion
from community.ediscussions.permissions import can_change_ediscussion, can_lead_ediscussion

SECTION = "discussions"


def found(request: HttpRequest, slug: str) -> EDiscussion:
    """Return the discussion; one that this reader may not open looks like none."""
    rows = EDiscussion.objects.readable(request.user).select_related("space__group")
    return get_object_or_404(rows, slug=slug)


def led(request: HttpRequest, slug: str) -> EDiscussion:
    """Return the discussion for who leads it; for others it looks like none."""
    row = found(request, slug)
    if not can_lead_ediscussion(request.user, row):
        raise Http404
    return row


def changeable(request: HttpRequest, slug: str) -> EDiscussion:
    """Return the discussion for who may change it; for others it looks like none."""
    row = found(request, slug)
    if not can_change_ediscussion(request.user, row):
        raise Http404
    return row


def page(**context: Any) -> dict[str, Any]:
    """Return the context of a page of this section."""
    return {"section": SECTION, **context}
