"""Doors to a member's own page and profile."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members import directory, portraits, sections
from community.members.disclosure import NO_ACCOUNT, Reader
from community.members.forms.profile import ProfileEditor
from community.members.models import Profile, User
from community.members.requests import member_of
from community.members.services import profiles
from foundation import clock

VISITOR, MEMBER, FELLOW = "anonymous", "member", "fellow"


@never_cache
@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """A member's own page: who she is here, and what waits for her."""
    profile = profiles.open_profile(user=member_of(request))
    return render(
        request,
        "members/me.html",
        {
            "profile": profile,
            "line": Reader(request.user).line(profile),
            "panels": sections.panels(member_of(request)),
            "seen_by": portraits.seen_by(profile),
            "section": "me",
        },
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_profile(request: HttpRequest) -> HttpResponse:
    """Change one's own profile, and who sees which part of it."""
    profile = profiles.open_profile(user=member_of(request))
    if request.method != "POST":
        editor = ProfileEditor(profile)
        return render(request, "members/edit_profile.html", {"editor": editor, "form": editor.form, "section": "me"})
    editor = ProfileEditor(profile, request.POST, request.FILES)
    if editor.is_valid() and not editor.adds:
        profiles.update_profile(profile=profile, change=profiles.Change(**editor.written()))
        messages.success(request, _("Saved. Look at your page as others see it."))
        return redirect("members:me")
    context = {"editor": editor, "form": editor.form, "section": "me"}
    return render(request, "members/edit_profile.html", context, status=200 if editor.adds else 422)


@never_cache
@login_required
@require_safe
def seen_by(request: HttpRequest, who: str) -> HttpResponse:
    """One's own page as a visitor, a member or a fellow of a group sees it: by the same rule, in the same template."""
    own = profiles.open_profile(user=member_of(request))
    now = clock.now()
    profile = directory.with_proof(Profile.objects.filter(pk=own.pk), now=now).get()
    readers = {
        VISITOR: Reader.visitor,
        MEMBER: Reader.stranger,
        FELLOW: lambda: Reader.fellow_of(profile),
    }
    if who not in readers:
        raise Http404
    reader = readers[who]()
    is_open = portraits.is_open(profile, reader)
    account = AnonymousUser() if who == VISITOR else User(pk=NO_ACCOUNT)
    context = {
        "who": who,
        "is_open": is_open,
        "portrait": portraits.whole(profile, reader, now=now) if is_open else None,
        "contributions": sections.contributions(account, profile) if is_open else [],
        "is_open_to_robots": False,
        "section": "members",
    }
    return render(request, "members/profile.html", context)
