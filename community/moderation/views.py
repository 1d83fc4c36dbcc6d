"""Doors of the moderation: reporting for members; the queue, a case and the log for facilitators."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members.contributions import ContributionRefused
from community.members.disclosure import Reader
from community.members.models import User
from community.members.requests import member_of
from community.moderation import display
from community.moderation import queue as waiting
from community.moderation.contributions import ADAPTERS, Case, find
from community.moderation.enums import Action, Reason, Wait
from community.moderation.forms import AppealDecisionForm, DecisionForm, FlagForm, RemarkForm, TrustForm
from community.moderation.models import Flag
from community.moderation.permissions import can_decide_contribution, can_flag_contribution
from community.moderation.services import appeals, decisions, flags, remarks, trusting
from foundation import clock

DONE = {
    Action.HIDE: gettext_lazy("Hidden. The author gets a mail with your reason."),
    Action.RESTORE: gettext_lazy("Shown again. The author gets a mail."),
    Action.DISMISS: gettext_lazy("Left as it is. The reports are closed."),
    Action.ACCEPT: gettext_lazy("Shown. The author gets a mail."),
    Action.DECLINE: gettext_lazy("Not shown. The author gets a mail with your reason."),
    Action.GRANT: gettext_lazy("Shown. The author gets a mail with your reason."),
    Action.UPHOLD: gettext_lazy("The decision stands. The author gets a mail with your reason."),
}


@never_cache
@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a facilitator, what is due first on top."""
    _facilitators_only(request)
    now, choice = clock.now(), waiting.Choice.read(request.GET)
    page_obj, entries = waiting.page(choice, request.GET.get("page"), now=now)
    context = {
        "page_obj": page_obj,
        "entries": entries,
        "choice": choice,
        "chips": _chips(choice, waiting.counts(now=now)),
        "next_due": None if entries else waiting.next_due(now=now),
        "now": now,
        "section": "moderation",
    }
    return render(request, "moderation/queue.html", context)


def _chips(choice: waiting.Choice, counts: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Return the filters, a line each: text, address, whether it is chosen, how much it finds."""
    everything = waiting.Choice()
    whole = {"text": _("All"), "url": "?", "on": choice == everything, "count": counts["total"]}
    late = {"text": _("Late"), "url": choice.address(late=not choice.late), "on": choice.late, "count": counts["late"]}
    waits = [
        {
            "text": str(wait.label),
            "url": choice.address(wait="" if choice.wait == wait else wait.value),
            "on": choice.wait == wait,
            "count": counts["waits"][wait.value],
        }
        for wait in Wait
    ]
    kinds = [
        {
            "text": str(adapter.label),
            "url": choice.address(kind="" if choice.kind == kind else kind),
            "on": choice.kind == kind,
            "count": counts["kinds"][kind],
        }
        for kind, adapter in ADAPTERS.items()
    ]
    reasons = [
        {
            "text": str(reason.label),
            "url": choice.address(reason="" if choice.reason == reason else reason.value),
            "on": choice.reason == reason,
            "count": None,
        }
        for reason in Reason
    ]
    return [[whole, late, *waits], kinds, reasons]


@never_cache
@login_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What was decided, by whom and why, without the words it was about."""
    _facilitators_only(request)
    page_obj, lines = display.log(request.GET.get("page"))
    return render(request, "moderation/log.html", {"page_obj": page_obj, "lines": lines, "section": "moderation"})


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
    """Hide, show again, show for the first time or not, or leave as it is."""
    _facilitators_only(request)
    found = _open_to_facilitators(kind, pk)
    if request.method != "POST":
        return redirect("moderation:case", kind, pk)
    form = _decision_form(found, display.history(found), request.POST)
    return _decides(request, found, form, decisions.decide)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide_appeal(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Say what becomes of an appeal."""
    _facilitators_only(request)
    found = _open_to_facilitators(kind, pk)
    if request.method != "POST":
        return redirect("moderation:case", kind, pk)
    return _decides(request, found, AppealDecisionForm(request.POST, case=found), appeals.decide)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Leave a word for the other facilitators."""
    _facilitators_only(request)
    found = _open_to_facilitators(kind, pk)
    if request.method != "POST":
        return redirect("moderation:case", kind, pk)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _case_page(request, found, remark_form=form, status=422)
    try:
        remarks.write(case=found, author=member_of(request), text=form.cleaned_data["text"], now=clock.now())
    except ContributionRefused as refusal:
        form.add_error(None, refusal.sentence)
        return _case_page(request, found, remark_form=form, status=refusal.status)
    messages.success(request, _("Saved for the other facilitators."))
    return redirect("moderation:case", kind, pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def judge_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold what a member writes from now on, or show it at once."""
    _facilitators_only(request)
    member = get_object_or_404(User.objects.filter(is_active=True), pk=pk)
    form, status = TrustForm(request.POST or None, initial={"given": request.GET.get("given", "0")}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                trusting.change(member=member, actor=member_of(request), now=clock.now(), **form.cleaned_data)
            except ContributionRefused as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("Written down. It counts for what she writes from now on."))
                return redirect("moderation:queue")
    context = {"form": form, "member": member, "given": form["given"].value() == "1", "section": "moderation"}
    return render(request, "moderation/member.html", context, status=status)


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


def _decision_form(found: Case, history: dict[str, Any], data: Any = None) -> DecisionForm:
    by_reports = history["repair"] is not None
    return DecisionForm(data, case=found, is_flagged=bool(history["open_flags"]), by_reports=by_reports)


def _decides(request: HttpRequest, found: Case, form: Any, decide: Callable[..., Any]) -> HttpResponse:
    """Do what the form says, by one of the services that decide."""
    if not form.is_valid():
        return _case_page(request, found, form=form, status=422)
    try:
        made = decide(case=found, actor=member_of(request), now=clock.now(), **form.cleaned_data)
    except ContributionRefused as refusal:
        form.add_error(None, refusal.sentence)
        return _case_page(request, found, form=form, status=refusal.status)
    if made is None:
        messages.info(request, _("Somebody decided this already."))
    else:
        messages.success(request, DONE[Action(made.action)])
    return redirect("moderation:queue")


def _case_page(
    request: HttpRequest,
    found: Case,
    *,
    form: DecisionForm | AppealDecisionForm | None = None,
    remark_form: RemarkForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = clock.now()
    desk = display.desk(found, member_of(request), now=now)
    if form is None:
        form = AppealDecisionForm(case=found) if desk["appeal"] else _decision_form(found, desk)
    context = {
        **desk,
        "case": found,
        "line": found.line(Reader(request.user)),
        "form": form,
        "remark_form": remark_form or RemarkForm(auto_id="remark_%s"),
        "now": now,
        "section": "moderation",
    }
    return render(request, "moderation/case.html", context, status=status)
