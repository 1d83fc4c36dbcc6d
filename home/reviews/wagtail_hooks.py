"""The back office: what is under review is not published around it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import WorkflowMenuItem
from wagtail.models import Page

from home.reviews.models import Round
from home.submissions.models import Submission


def refusal(page: Page) -> str:
    """Return why a page is not published by hand now; empty when it may be."""
    if Round.objects.open().filter(page=page.pk).exists():
        return _(
            "Two reviewers read this text. It is public when both accept it: give your verdict, or stop the review."
        )
    if Submission.objects.open().filter(story=page.pk).exists():
        return _("A member writes this text. It is public when she has sent it and two reviewers accept it.")
    return ""


@hooks.register("before_publish_page", order=-1)
def leave_it_to_the_review(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish what two reviewers read just now, or what its authors have not sent yet."""
    return _refuse(request, [page])


@hooks.register("before_bulk_action")
def leave_them_to_the_review(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action_class: Any
) -> HttpResponse | None:
    """Refuse the same for several pages at once."""
    if action_type != "publish" or request.method != "POST":
        return None
    return _refuse(request, [one for one in objects if isinstance(one, Page)])


def _refuse(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    for page in pages:
        if words := refusal(page):
            messages.error(request, words)
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("construct_page_action_menu")
def promise_no_publishing(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Call the action what it is: Wagtail would say "and Publish", but one acceptance of two publishes nothing."""
    for item in menu_items:
        if isinstance(item, WorkflowMenuItem) and item.name == "approve":
            item.label = _("Accept")
