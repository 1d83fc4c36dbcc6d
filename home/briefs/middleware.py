"""What an editor reads when a brief cannot be published although its form was good."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from home.briefs.validators import NotPublishable


class RefusedPublishingMiddleware:
    """Lead back to the text with the reason.

    The form is checked before anybody waits for anybody; publishing checks again, alone. Between the two somebody else
    may have published what makes a circle, and Wagtail has no place where its editor could say so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Do nothing unless something is refused."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say why, and where to put it right."""
        if not isinstance(exception, NotPublishable):
            return None
        words = _("“%(title)s” was not published; what you wrote is kept as a draft. %(reasons)s")
        messages.error(request, words % {"title": exception.title, "reasons": " ".join(exception.messages)})
        if request.path.startswith("/cms/") and exception.page_pk:
            return redirect("wagtailadmin_pages:edit", exception.page_pk)
        return redirect(request.path)
