"""The back office: exchanges people count on are cancelled, not deleted; who comes, as a list and a file."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from events.models import ExchangePage


@hooks.register("before_delete_page")
def keep_promised_exchange(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete an exchange that members are registered for, or a page above one."""
    return _refuse(request, [page]) if request.method == "POST" else None


@hooks.register("before_unpublish_page")
def keep_announced_exchange(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to take an exchange off the site while members are registered for it: they would find nothing."""
    return _refuse(request, [page]) if request.method == "POST" else None


@hooks.register("before_bulk_action")
def keep_promised_exchanges(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action_class: Any
) -> HttpResponse | None:
    """Refuse the same for several pages at once."""
    found = [one for one in objects if isinstance(one, Page)]
    return _refuse(request, found) if action_type in {"delete", "unpublish"} and request.method == "POST" else None


def _refuse(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    for page in pages:
        promised = ExchangePage.objects.descendant_of(page, inclusive=True).filter(registrations__isnull=False).first()
        if promised is not None:
            words = _("Members are registered for “%(title)s”. Cancel it instead: they are told, and can read why.")
            messages.error(request, words % {"title": promised.title})
            return redirect("wagtailadmin_pages:edit", promised.pk)
    return None
