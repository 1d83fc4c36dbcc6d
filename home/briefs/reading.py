"""Finding the brief that an address means, in as few queries as a reader's patience allows."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from foundation.serving import Found, find
from home.briefs.models import BriefPage

# What the page of a brief shows beside its own fields.
RELATED = ("issuing_level", "issuing_country")


def open_brief(request: HttpRequest, slug: str) -> Found:
    """Return a brief that the reader may read.

    Raises:
        Http404: there is none, or a wall stands before it.
    """
    found = find(BriefPage, f"/briefs/{slug}/", *RELATED)
    if found is None:
        raise Http404
    if found.is_walled:
        for restriction in found.page.get_view_restrictions():
            if not restriction.accept_request(request):
                raise Http404
    return found


def by_number(number: int) -> BriefPage | None:
    """Return the live brief with a number in the active language, else in the language it was written in first."""
    rows = BriefPage.objects.open_to_all().filter(number=number).select_related("locale").without_texts()
    found = list(rows.order_by("alias_of_id", "pk"))
    code: Any = get_language()
    return next((one for one in found if one.locale.language_code == code), next(iter(found), None))
