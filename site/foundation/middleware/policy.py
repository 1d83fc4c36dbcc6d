"""A looser content policy for the back office only: Wagtail's editor and date pickers need inline code."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

BACK_OFFICE = ("/cms/", "/admin/")
DIRECTIVES = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}


class BackOfficePolicyMiddleware:
    """Mark responses below /cms/ and /admin/ with the looser directives, which django-csp then writes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle the request."""
        response = self.get_response(request)
        if request.path.startswith(BACK_OFFICE):
            # A preview is a public page, answered within the back office and shown in a frame of it.
            del response["Content-Security-Policy"]
            response["X-Frame-Options"] = "SAMEORIGIN"
            response._csp_replace = DIRECTIVES  # type: ignore[attr-defined]  # django-csp's own door
        return response
