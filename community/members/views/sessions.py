"""Ending one of one's own sessions. The list of them is django-allauth's page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.members.requests import member_of
from community.members.services import sessions


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End it: that device is signed out at its next request."""
    if not sessions.end_one(member=member_of(request), pk=pk):
        raise Http404
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")
