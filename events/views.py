"""Doors of the exchanges; the pages themselves are Wagtail's."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members.middleware import ZONE_COOKIE
from community.members.models import User
from events import calendar as calendar_file
from events import display, permissions, standing
from events.forms import ZoneForm
from events.models import ExchangePage, Registration
from events.services import registrations
from foundation import clock

ZONE_COOKIE_AGE = 60 * 60 * 24 * 365


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a place: the form, and what it sends."""
    page = _readable(request, slug)
    if not permissions.can_register_exchange(request.user, page):
        raise PermissionDenied(_("Your account cannot register for exchanges."))
    facts, now = page.facts, clock.now()
    if request.method != "POST":
        return render(request, "events/register.html", _context(page, request))
    form = standing.new_form(facts, user=request.user, languages=list(facts.languages.all()), data=request.POST)
    if not form.is_valid():
        return render(request, "events/register.html", _context(page, request, form=form), status=422)
    try:
        made = registrations.register(exchange=facts, member=_member(request), now=now, **form.answers)
    except registrations.RegistrationRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _receipt(made))
    return redirect(page.get_url(request))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a place back: the question, and the answer."""
    page = _readable(request, slug)
    if request.method != "POST":
        registration = page.facts.registrations.of(request.user).first()
        if not permissions.can_cancel_registration(request.user, registration):
            return redirect(page.get_url(request))
        return render(request, "events/cancel.html", _context(page, request))
    try:
        registrations.cancel(exchange=page.facts, member=_member(request), now=clock.now())
    except registrations.RegistrationRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Cancelled. Thank you for telling us: somebody else can come."))
    return redirect(page.get_url(request))


@never_cache
@login_required
@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand those who have a place the exchange as a calendar file; the others get the answer for no page."""
    page = _readable(request, slug)
    if not permissions.can_download_calendar(request.user, page.facts.registrations.of(request.user).first()):
        raise Http404
    return HttpResponse(
        calendar_file.build(page.facts, page=page, now=clock.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{page.slug}.ics"'},
    )


@never_cache
@login_required
@require_safe
def my_registrations(request: HttpRequest) -> HttpResponse:
    """A member's own places and places in line."""
    rows = display.own_rows(request.user, now=clock.now(), language=get_language() or settings.LANGUAGE_CODE)
    return render(request, "events/my_registrations.html", {"coming": rows.coming, "past": rows.past, "section": "me"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_zone(request: HttpRequest) -> HttpResponse:
    """Let a visitor without account say where she reads from; members say so in their profile."""
    if request.user.is_authenticated:
        return redirect("members:edit_profile")
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    back = wanted if safe else f"/{get_language()}/exchanges/"
    form = ZoneForm(
        request.POST if request.method == "POST" else None, initial={"zone": request.COOKIES.get(ZONE_COOKIE, "UTC")}
    )
    if request.method == "POST" and form.is_valid():
        response = HttpResponseRedirect(back)
        response.set_cookie(
            ZONE_COOKIE,
            form.cleaned_data["zone"],
            max_age=ZONE_COOKIE_AGE,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response
    return render(request, "events/choose_zone.html", {"form": form, "next": back, "section": "exchanges"})


def _member(request: HttpRequest) -> User:
    return cast("User", request.user)


def _readable(request: HttpRequest, slug: str) -> ExchangePage:
    """Return the exchange if the reader may read its page; otherwise there is no such page."""
    page = (
        ExchangePage.objects.live()
        .filter(slug=slug, locale__language_code=get_language())
        .select_related("locale", "alias_of__locale")
        .first()
    )
    if page is None:
        raise Http404
    for restriction in page.get_view_restrictions():
        if not restriction.accept_request(request):
            raise Http404
    return page


def _context(page: ExchangePage, request: HttpRequest, **extra: object) -> dict[str, object]:
    shown = display.exchange(page, user=request.user, now=clock.now(), **extra)  # type: ignore[arg-type]
    return {"page": page, "section": page.section, **shown}


def _receipt(made: Registration) -> str:
    if made.is_confirmed:
        return _("You are registered. A confirmation is on its way to your address.")
    return _("You are on the waiting list. We will write to you when a place is free.")
