"""Finding the page that an address means in one query; Wagtail's own way takes a query a level, and more."""

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Exists
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import PageViewRestriction
from wagtail.views import serve as serve_page

from foundation.pages import BasePage, paths_of_walls


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


def find(model: type[BasePage], end: str, *related: str, **more: Any) -> Found | None:
    """Return the live page of a kind whose address in the active language ends like this; None when there is none.

    Args:
        model: the kind of page.
        end: the path below the language, as in "/briefs/partners/".
        related: more rows to fetch in the same query.
        more: expressions to fetch with the page, by name.
    """
    rows = model._default_manager.filter(live=True, locale__language_code=get_language(), url_path__endswith=end)
    page: Any = (
        rows.filter(slug=end.strip("/").rpartition("/")[2])
        .select_related("locale", "alias_of__locale", *related)
        .annotate(has_walls=Exists(PageViewRestriction.objects.all()), **more)
        .first()
    )
    if page is None:
        return None
    return Found(page, paths_of_walls() if page.has_walls else [])


def serve(request: HttpRequest, found: Found | None, path: str) -> HttpResponse:
    """Serve a page that was found in one query; what is missing or walled is left to Wagtail.

    path: the whole path below the language, as Wagtail wants it: "briefs/partners/".
    """
    if found is None or found.is_walled:
        return cast("HttpResponse", serve_page(request, path))
    request.walls = found.walls  # type: ignore[attr-defined]  # the page asks for them
    return cast("HttpResponse", found.page.serve(request))
