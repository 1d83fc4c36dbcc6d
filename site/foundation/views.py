"""The shell's own pages: display settings, the way in, and what went wrong."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_cookie

from foundation.context import COLOURS_COOKIE, LOW_DATA_COOKIE, chosen_colours, wants_low_data
from foundation.forms import DisplayForm
from foundation.middleware.language import preferred

YEAR = 60 * 60 * 24 * 365
RETRY_AFTER = 5 * 60


def safe_next(request: HttpRequest, fallback: str) -> str:
    """Return the `next` address asked for if it stays on this site, else the fallback."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # A bare word is not an address: redirect() would look for a view of that name.
    return asked if allowed and asked.startswith("/") else fallback


@require_GET
@vary_on_cookie
def root(request: HttpRequest) -> HttpResponseRedirect:
    """Lead from the bare address to the reader's language."""
    response = HttpResponseRedirect(f"/{preferred(request)}/")
    response["Vary"] = "Cookie, Accept-Language"
    return response


@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where the list of pages is, and what is not worth their time."""
    closed = [f"Disallow: {path}" for path in ("/cms/", "/admin/", "/m/", "/*/me/")]
    lines = ["User-agent: *", *closed, f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Show and keep the choice of colours and of low-data mode, in cookies, without an account."""
    if request.method == "POST":
        form = DisplayForm(request.POST)
        if form.is_valid():
            response = HttpResponseRedirect(safe_next(request, f"/{get_language()}/"))
            _keep(response, COLOURS_COOKIE, form.cleaned_data["colours"])
            _keep(response, LOW_DATA_COOKIE, "on" if form.cleaned_data["low_data"] else "off")
            return response
    else:
        form = DisplayForm(initial={"colours": chosen_colours(request), "low_data": wants_low_data(request)})
    return render(request, "foundation/display.html", {"form": form, "next": safe_next(request, "")})


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)


def _problem(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    back = {"retry": request.get_full_path() if request.method == "GET" else ""}
    return render(request, template or f"foundation/errors/{status}.html", back, status=status)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form sent without its token: usually an old page, cookies off, or another sign-in."""
    sign_in = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
    return render(request, "foundation/errors/forged.html", {"sign_in": sign_in, "reason": reason}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address or a form that makes no sense, or one that is larger than we read."""
    return _problem(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer somebody who may not see or do this; says nothing of what lies behind."""
    return _problem(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return _problem(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer who met one of allauth's limits, which differ by door; the longest that people meet is five minutes."""
    response = _problem(request, 429)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure of ours without session, database, font or script, all of which may be what failed."""
    return HttpResponse(render_to_string("foundation/errors/500.html", {"styles": _plain_styles()}), status=500)


def _plain_styles() -> list[str]:
    names = ("foundation/foundation.css", "foundation/components.css", "foundation/pages.css")
    try:
        return [static(name) for name in names]
    except ValueError:
        # The list of hashed names may be what is missing.
        return [f"{settings.STATIC_URL}{name}" for name in names]
