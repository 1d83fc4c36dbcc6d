"""Finding the brief that an address means, in as few queries as a reader's patience allows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import PageViewRestriction

from foundation.pages import BasePage, paths_of_walls
from home.briefs.models import BriefPage


@dataclass(frozen=True)
class Found:
    """A live page, and the walls of the tree. is_walled: the page itself stands behind one."""

    page: Any
    walls: list[str]

    @property
    def is_walled(self) -> bool:
        """Somebody may have to show who she is."""
        source = self.page.alias_of
        paths = [self.page.path, *([source.path] if source else [])]
        return any(path.startswith(wall) for path in paths for wall in self.walls)


def find(model: type[BasePage], end: str) -> Found | None:
    """Return the live page of a kind whose address in the active language ends like this; None when there is none."""
    rows = model._default_manager.filter(live=True, locale__language_code=get_language(), url_path__endswith=end)
    related = ("locale", "alias_of__locale", *(("issuing_level", "issuing_country") if model is BriefPage else ()))
    page: Any = (
        rows.filter(slug=end.strip("/").rpartition("/")[2])
        .select_related(*related)
        .annotate(has_walls=Exists(PageViewRestriction.objects.all()))
        .first()
    )
    if page is None:
        return None
    return Found(page, paths_of_walls() if page.has_walls else [])


def open_brief(request: HttpRequest, slug: str) -> Found:
    """Return a brief that the reader may read.

    Raises:
        Http404: there is none, or a wall stands before it.
    """
    found = find(BriefPage, f"/briefs/{slug}/")
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
