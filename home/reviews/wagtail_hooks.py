"""The back office: what is under review is not published around it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from home.reviews.models import Round
from home.submissions.models import Submission


@hooks.register("before_publish_page", order=-1)
def leave_it_to_the_review(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish what two reviewers read just now, or what its authors have not sent yet."""
    is_read = Round.objects.open().filter(page=page.pk).exists()
    if not is_read and not Submission.objects.open().filter(story=page.pk).exists():
        return None
    words = _("A member writes this text. It is public when she has sent it and two reviewers accept it.")
    if is_read:
        words = _(
            "Two reviewers read this text. It is public when both accept it: give your verdict, or stop the review."
        )
    messages.error(request, words)
    return redirect("wagtailadmin_pages:edit", page.pk)
