"""Doors to groups: who is in, joining and leaving."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.groups import display
from community.groups.enums import MembershipState
from community.groups.forms import JoinForm
from community.groups.models import Group
from community.groups.services import invitations, memberships
from community.groups.services.refusals import GroupRefused, InvitationDead, InvitationOfAnother
from community.members.contributions import ContributionRefused
from community.members.requests import member_of
from foundation import clock

Refused = (GroupRefused, ContributionRefused)


@never_cache
@login_required
@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in a group, for those who are in it."""
    group = get_object_or_404(Group.objects.open_to(request.user), slug=slug)
    context = {**display.standing(group, request.user), **display.members(group, request.user, request.GET.get("page"))}
    return render(request, "groups/members.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Join, or ask to."""
    group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    if request.method != "POST":
        return redirect(group)
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _landing(request, group, form, 422)
    try:
        row = memberships.join(group=group, member=member_of(request), now=clock.now(), **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _landing(request, group, form, refusal.status)
    if row.state == MembershipState.ACTIVE:
        messages.success(request, _("Welcome. You are a member of this group."))
    else:
        messages.success(request, _("Your request is with the group's facilitators. We write to you."))
    return redirect(group)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave, or take one's request back: the question, and the answer."""
    group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    if request.method != "POST":
        return render(request, "groups/leave.html", display.standing(group, request.user))
    try:
        memberships.leave(group=group, member=member_of(request), now=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(group)
    messages.success(request, _("You are not in this group any more."))
    return redirect("groups:index")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page an invitation leads to. Opening it changes nothing, and it names the group to the invited only."""
    context: dict[str, Any] = {"section": "groups"}
    if not request.user.is_authenticated:
        return render(request, "groups/invitation.html", context)
    member, now = member_of(request), clock.now()
    try:
        if request.method == "POST":
            row = invitations.accept(token=token, member=member, now=now)
            messages.success(request, _("Welcome. You are a member of this group."))
            return redirect(row.group)
        found = invitations.find(token=token, now=now)
        if not invitations.is_for(invitation=found, member=member):
            raise InvitationOfAnother
    except Refused as refusal:
        context |= {"refusal": refusal.sentence, "is_dead": isinstance(refusal, InvitationDead)}
        return render(request, "groups/invitation.html", context, status=refusal.status)
    return render(request, "groups/invitation.html", {**context, "invitation": found, "group": found.group})


def _landing(request: HttpRequest, group: Group, form: JoinForm, status: int) -> HttpResponse:
    context = {**display.landing(group, request.user), "form": form}
    return render(request, "groups/group.html", context, status=status)
