"""Values that no database can hold are a bad request, not a fault of ours."""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse

from foundation.views import bad_request

NUL = "\x00"


class UnstorableValuesMiddleware:
    """Answer 400 to a NUL in the address, which PostgreSQL refuses, and to what a database then finds impossible.

    SQLite raises OverflowError for a number beyond 64 bits, where PostgreSQL says by itself that none is there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle the request."""
        if NUL in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request, ValueError())
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn what the database could not hold into an answer."""
        return bad_request(request, exception) if isinstance(exception, OverflowError | DataError) else None
