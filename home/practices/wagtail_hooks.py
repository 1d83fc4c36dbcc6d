"""The back office of practices: importing them, and no publishing of what no public story may be."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page

from community.members.models import User
from community.members.views import imports as tables
from foundation import clock, csv_import
from home.practices.models import PracticeIndexPage, StoryPage
from home.practices.services import imports


def _may_import(member: User) -> bool:
    index = PracticeIndexPage.objects.filter(locale__language_code="en").first()
    return index is not None and bool(index.permissions_for_user(member).can_add_subpage())


def _run(text: str, dry_run: bool, by: User) -> csv_import.Report:
    return imports.run(text=text, by=by, now=clock.now(), dry_run=dry_run)


tables.register(
    "stories", tables.Kind(_("Import practices"), "practices.storypage", imports.columns, _run, allowed=_may_import)
)


@hooks.register("before_publish_page")
def refuse_the_incomplete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say in the editor what keeps a story from being public, instead of failing behind it."""
    if not isinstance(page, StoryPage):
        return None
    problems = incomplete(page)
    if not problems:
        return None
    messages.error(request, " ".join(problems))
    return redirect("wagtailadmin_pages:edit", page.pk)


def incomplete(page: Any) -> list[str]:
    """Return what a story lacks to be public, as sentences."""
    was_live, page.live = page.live, True
    try:
        page.full_clean()
    except ValidationError as error:
        return error.messages
    finally:
        page.live = was_live
    return []
