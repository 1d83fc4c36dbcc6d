"""States in each page's footer what a first visit costs, in kilobytes."""

import zlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_bidi

from foundation.context import WEIGHT_MARK, wants_low_data

STYLES = ("foundation/foundation.css", "foundation/components.css", "foundation/pages.css")
HEADING_FONT = "vendor/faustina/faustina.woff2"
SCRIPT = "vendor/htmx/htmx.min.js"
# Faster than the level pages are sent with, and never smaller than what is sent.
LEVEL = 3
KILOBYTE = 1000


def assets(*, right_to_left: bool, low_data: bool) -> tuple[str, ...]:
    """Return the static files, by name, that a first visit loads besides the page."""
    direction = "rtl.min.css" if right_to_left else "min.css"
    names = [f"vendor/bootstrap/bootstrap-subset.{direction}", *STYLES, "foundation/favicon.svg"]
    if not low_data:
        names.append(SCRIPT)
        if not right_to_left:
            names.append(HEADING_FONT)
    return tuple(names)


@lru_cache(maxsize=4)
def assets_weight(right_to_left: bool, low_data: bool) -> int:
    """Return the bytes of those files as sent: compressed, except the font, which already is."""
    total = 0
    for name in assets(right_to_left=right_to_left, low_data=low_data):
        found = finders.find(name)
        if not isinstance(found, str):
            continue
        content = Path(found).read_bytes()
        total += len(content) if name.endswith(".woff2") else len(zlib.compress(content, 6))
    return total


class PageWeightMiddleware:
    """Replace the token in HTML pages with the weight of a first visit in kilobytes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle the request."""
        response = self.get_response(request)
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        token = WEIGHT_MARK.encode()
        if token not in response.content:
            return response
        page = len(zlib.compress(response.content, LEVEL))
        rest = assets_weight(get_language_bidi(), wants_low_data(request))
        response.content = response.content.replace(token, str(max(1, round((page + rest) / KILOBYTE))).encode())
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
        return response
