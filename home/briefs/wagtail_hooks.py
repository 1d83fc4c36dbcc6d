"""The back office: what a brief cites is not deleted under it, and who unpublishes it is told."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from home.briefs.services import citations


@hooks.register("before_delete_page")
def keep_cited_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page that a brief cites, or a page above one."""
    return _refuse(request, [page]) if request.method == "POST" else None


@hooks.register("before_bulk_action")
def keep_cited_pages(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action_class: Any
) -> HttpResponse | None:
    """Refuse the same for several pages at once."""
    found = [one for one in objects if isinstance(one, Page)]
    return _refuse(request, found) if action_type == "delete" and request.method == "POST" else None


@hooks.register("after_unpublish_page")
def tell_of_citations(request: HttpRequest, page: Page) -> None:
    """Say which brief now shows the page as no longer public."""
    for gone, brief in citations.citing(pages=[page]):
        words = _("“%(brief)s” cites “%(title)s” and now says that it is no longer public.")
        messages.info(request, words % {"brief": brief.title, "title": gone.title})


def _refuse(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    for cited, brief in citations.citing(pages=pages):
        words = _(
            "“%(brief)s” cites “%(title)s”, so it is not deleted. Unpublish it: the brief then says that it is no "
            "longer public."
        )
        messages.error(request, words % {"brief": brief.title, "title": cited.title})
        return redirect("wagtailadmin_pages:edit", cited.pk)
    return None
