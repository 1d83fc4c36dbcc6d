"""The door of those who have neither password nor second factor: a code by mail proves who asks."""

from allauth.account.internal.flows import reauthentication
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.members import fresh_proof
from community.members.forms.confirm import CodeForm


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_by_code(request: HttpRequest) -> HttpResponseBase:
    """Send a code, take it, and go on with what was asked before."""
    if fresh_proof.is_fresh(request):
        return _go_on(request)
    problem, status = "", 200
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and not form.is_bound:
        if not fresh_proof.send_code(request):
            problem, status = _("You asked for several codes. Wait a minute, then ask again."), 429
    elif form.is_bound and form.is_valid():
        if fresh_proof.try_code(request, form.cleaned_data["code"]):
            return _go_on(request)
        form.add_error("code", _("This is not the code, or it is too old. Look again, or ask for a new one."))
    if form.is_bound and form.errors:
        status = 422
    context = {"form": form, "is_sent": fresh_proof.is_code_sent(request), "problem": problem, "section": "me"}
    return render(request, "members/confirm_by_code.html", context, status=status)


def _go_on(request: HttpRequest) -> HttpResponse:
    response = reauthentication.resume_request(request)
    return response if response is not None else redirect("members:me")
