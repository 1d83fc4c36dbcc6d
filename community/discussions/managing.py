"""Doors to the spaces of a group, for those who look after it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.discussions.forms import SpaceForm
from community.discussions.services import spaces
from community.groups.models import Group
from community.groups.services.refusals import GroupRefused
from community.members.contributions import ContributionRefused
from community.members.requests import member_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_space(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a space in a group."""
    group = get_object_or_404(Group.objects.managed_by(request.user), slug=slug)
    form, status = SpaceForm(request.POST or None, group=group), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                space = spaces.open_space(group=group, by=member_of(request), **form.cleaned_data)
            except (GroupRefused, ContributionRefused) as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The space is open."))
                return redirect(space)
    context = {"form": form, "group": group, "section": "groups"}
    return render(request, "discussions/new_space.html", context, status=status)
