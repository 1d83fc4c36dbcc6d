"""Doors to the digest: a member's choice, following a theme, stopping by a link in a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from community.digests import notices
from community.digests.composition import followed
from community.digests.forms import DigestForm
from community.digests.models import Preference
from community.digests.services import following
from community.members.requests import member_of
from community.members.services import profiles
from foundation import clock
from foundation.views import safe_next


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Say in a sentence what will come, and let the member change it."""
    now = clock.now()
    profile = profiles.open_profile(user=member_of(request))
    known = Preference.objects.filter(member=member_of(request)).first()
    preference = known or Preference(member=member_of(request), started_at=now)
    themes = followed(member_of(request).pk)
    initial = {
        "frequency": preference.frequency,
        "weekday": preference.weekday,
        "hour": preference.hour,
        "themes": list(themes),
    }
    form = DigestForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        following.choose(member=member_of(request), now=now, **form.cleaned_data)
        messages.success(request, _("Saved. The sentence below says what will come."))
        return redirect("digests:settings")
    context = {"form": form, "preference": known, "profile": profile, "themes": list(themes.values()), "section": "me"}
    return render(request, "digests/settings.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow a theme. Who comes by GET has just signed in and finds the themes to choose."""
    if request.method != "POST":
        return redirect("digests:settings")
    try:
        following.follow_theme(member=member_of(request), slug=slug, now=clock.now())
    except following.UnknownTheme:
        raise Http404 from None
    messages.success(request, _("You follow this theme. Your weekly digest tells you what is new on it."))
    return _back(request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop following a theme."""
    if request.method != "POST":
        return redirect("digests:settings")
    following.stop_theme(member=member_of(request), slug=slug)
    messages.success(request, _("You no longer follow this theme."))
    return _back(request)


@never_cache
@csrf_exempt  # RFC 8058: the mail programme posts without cookies; the token names the one thing it may do
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the digest: GET only asks, POST does it, again and again without harm."""
    preference = Preference.objects.select_related("member__profile").filter(token=token).first()
    if preference is None:
        raise Http404
    with translation.override(preference.member.profile.interface_language):
        if request.method == "POST":
            following.unsubscribe(token=token)
            return render(request, "digests/unsubscribed.html", {"preference": preference})
        return render(request, "digests/unsubscribe.html", {"preference": preference})


def _back(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(safe_next(request, reverse("digests:settings")))


@never_cache
@login_required
@require_safe
def mailed(request: HttpRequest) -> HttpResponse:
    """What was mailed to the member lately, by subject, and where she changes it."""
    rows = notices.lately(member_of(request), now=clock.now())
    context = {"rows": rows, "days": notices.LATELY.days, "section": "me"}
    return render(request, "digests/notices.html", context)
