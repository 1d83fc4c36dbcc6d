"""The door to reactions: a button that gives a sign or takes it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.members import contribution_kinds
from community.members.contributions import ContributionRefused
from community.members.requests import member_of
from community.reactions import display
from community.reactions.enums import Sign
from community.reactions.services import reactions
from foundation import clock


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def react(request: HttpRequest, kind: str, pk: int, sign: str) -> HttpResponse:
    """Give a sign or take it back. With htmx the answer is the row of buttons, else the place itself."""
    if sign not in Sign.values:
        raise Http404
    if request.method != "POST":
        written = contribution_kinds.find(request.user, kind, pk)
        if written is None:
            raise Http404
        return redirect(written.url)
    on = request.POST.get("on") != "0"
    try:
        written = reactions.react(member=member_of(request), kind=kind, target=pk, sign=sign, on=on, now=clock.now())
    except reactions.NotThere:
        raise Http404 from None
    except ContributionRefused as refusal:
        messages.error(request, refusal.sentence)
        found = contribution_kinds.find(request.user, kind, pk)
        return redirect(found.url if found else "/")
    if request.headers.get("HX-Request"):
        tallies = display.tallies(kind, [pk], request.user)[pk]
        context = {"kind": kind, "pk": pk, "tallies": tallies, "may_react": True}
        return render(request, "reactions/parts/signs.html", context)
    return redirect(written.url)
