"""What every template may use, without a query for anonymous readers."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

COLOURS_COOKIE = "corridor_colours"
LOW_DATA_COOKIE = "corridor_low_data"
COLOURS = ("auto", "light", "dark")
# Replaced by the page weight middleware once the page is complete; harmless text should it ever stay.
WEIGHT_MARK = "[[page-weight]]"


def chosen_colours(request: HttpRequest) -> str:
    """Return "auto", "light" or "dark" from the cookie."""
    chosen = request.COOKIES.get(COLOURS_COOKIE, "auto")
    return chosen if chosen in COLOURS else "auto"


def wants_low_data(request: HttpRequest) -> bool:
    """Return whether to send no font, map or script: the cookie decides, else the browser's Save-Data."""
    chosen = request.COOKIES.get(LOW_DATA_COOKIE)
    if chosen in ("on", "off"):
        return chosen == "on"
    return request.headers.get("Save-Data", "").strip().lower() == "on"


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the shell's variables: colours, low data, languages, direction, section and facilitator."""
    user = getattr(request, "user", None)
    signed_in = bool(user is not None and user.is_authenticated)
    return {
        "colours": chosen_colours(request),
        "low_data": wants_low_data(request),
        "site_weight": WEIGHT_MARK,
        "site_url": settings.SITE_URL,
        "languages": settings.LANGUAGES,
        "language": get_language() or settings.LANGUAGE_CODE,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "section": "",
        "is_facilitator": signed_in and bool(getattr(user, "is_facilitator", False)),
    }
