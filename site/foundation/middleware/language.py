"""Remembers the language a person chose by following a link, so that `/` leads there next time."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, plus a cookie when the address's language is not the one the browser would have led to."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the cookie on a page whose prefix differs from what cookie and browser ask for."""
        prefix = translation.get_language_from_path(request.path_info)
        if (
            prefix
            and request.method == "GET"
            and response.status_code == 200
            and prefix != translation.get_language_from_request(request)
        ):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                prefix,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite="Lax",
                secure=settings.LANGUAGE_COOKIE_SECURE,
            )
        return super().process_response(request, response)


def preferred(request: HttpRequest) -> str:
    """Return the language for `/`: cookie, then account, then Accept-Language."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    known = dict(settings.LANGUAGES)
    if chosen in known:
        return chosen
    profile = getattr(request.user, "profile", None)
    if profile is not None and profile.interface_language in known:
        return profile.interface_language
    return translation.get_language_from_request(request)
