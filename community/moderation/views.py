"""Doors of the moderation: reporting for members, the queue for facilitators."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members.contributions import ContributionRefused
from community.members.disclosure import Reader
from community.members.requests import member_of
from community.moderation import display
from community.moderation.contributions import ADAPTERS, Case, find
from community.moderation.enums import Action
from community.moderation.forms import DecisionForm, FlagForm
from community.moderation.models import Flag
from community.moderation.permissions import can_decide_contribution, can_flag_contribution
from community.moderation.services import decisions, flags
from foundation import clock

DONE = {
    Action.HIDE: gettext_lazy("Hidden. The author gets a mail with your reason."),
    Action.RESTORE: gettext_lazy("Shown again. The author gets a mail."),
    Action.DISMISS: gettext_lazy("Left as it is. The reports are closed."),
}


@never_cache
@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What members reported, the oldest first."""
    _facilitators_only(request)
    kind = request.GET.get("kind", "")
    listing = display.queue(kind, request.GET.get("page"))
    total = sum(count for _kind, _label, count in listing["counts"])
    context = {**listing, "kind": kind if kind in ADAPTERS else "", "total": total, "section": "moderation"}
    return render(request, "moderation/queue.html", context)


@never_cache
@login_required
@require_safe
def case(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One contribution with its reports, its history and the decision."""
    _facilitators_only(request)
    return _case_page(request, _open_to_facilitators(kind, pk))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Hide, show again, or leave as it is."""
    _facilitators_only(request)
    found = _open_to_facilitators(kind, pk)
    if request.method != "POST":
        return redirect("moderation:case", kind, pk)
    is_flagged = bool(display.history(found)["open_flags"])
    form = DecisionForm(request.POST, case=found, is_flagged=is_flagged)
    if not form.is_valid():
        return _case_page(request, found, form=form, status=422)
    try:
        made = decisions.decide(case=found, actor=member_of(request), now=clock.now(), **form.cleaned_data)
    except ContributionRefused as refusal:
        form.add_error(None, refusal.sentence)
        return _case_page(request, found, form=form, status=refusal.status)
    if made is None:
        messages.info(request, _("Somebody decided this already."))
    else:
        messages.success(request, DONE[Action(made.action)])
    return redirect("moderation:queue")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def flag(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Report a contribution: the form, and what it sends."""
    found = _found(kind, pk)
    if not ADAPTERS[kind].readable(request.user, found):
        raise Http404
    form = FlagForm(request.POST or None)
    context: dict[str, Any] = {"case": found, "form": form, "section": "discussions"}
    context["can_flag"] = can_flag_contribution(request.user, found)
    if request.method != "POST" or not form.is_valid():
        return render(request, "moderation/flag.html", context, status=422 if form.errors else 200)
    try:
        flags.flag(case=found, reporter=member_of(request), now=clock.now(), **form.cleaned_data)
    except ContributionRefused as refusal:
        form.add_error(None, refusal.sentence)
        return render(request, "moderation/flag.html", context, status=refusal.status)
    messages.success(request, _("Thank you. A facilitator reads it, usually within one working day."))
    return redirect(found.url)


def _facilitators_only(request: HttpRequest) -> None:
    if not can_decide_contribution(request.user):
        raise PermissionDenied


def _found(kind: str, pk: int) -> Case:
    found = find(kind, pk)
    if found is None:
        raise Http404
    return found


def _open_to_facilitators(kind: str, pk: int) -> Case:
    found = _found(kind, pk)
    if ADAPTERS[kind].is_confidential and not Flag.objects.on(found.target).exists():
        raise Http404
    return found


def _case_page(
    request: HttpRequest, found: Case, *, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    history = display.history(found)
    form = form or DecisionForm(case=found, is_flagged=bool(history["open_flags"]))
    line = found.line(Reader(request.user))
    context = {"case": found, "line": line, "form": form, "section": "moderation", **history}
    return render(request, "moderation/case.html", context, status=status)
