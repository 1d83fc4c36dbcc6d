"""Doors for authors: why something of theirs is not shown, and what they can do."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members.contributions import ContributionRefused
from community.members.requests import member_of
from community.moderation.contributions import PUBLIC, Case, find
from community.moderation.forms import AppealForm, RepairForm
from community.moderation.models import Appeal
from community.moderation.services import authors
from foundation import clock


@never_cache
@login_required
@require_safe
def own(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show an author her words, why they are not shown, and what she can do."""
    return _page(request, _own(request, kind, pk))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def repair(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change what reports hid, which shows it again."""
    found = _own(request, kind, pk)
    if request.method != "POST":
        return redirect("moderation:own", kind, pk)
    form = RepairForm(request.POST, auto_id="repair_%s")
    if not form.is_valid():
        return _page(request, found, repair_form=form, status=422)
    try:
        authors.repair(case=found, author=member_of(request), now=clock.now(), **form.cleaned_data)
    except ContributionRefused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, found, repair_form=form, status=refusal.status)
    messages.success(request, _("Your new words are shown. A facilitator reads them, usually within one working day."))
    return redirect(found.url)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask another facilitator to look at a decision again."""
    found = _own(request, kind, pk)
    if request.method != "POST":
        return redirect("moderation:own", kind, pk)
    form = AppealForm(request.POST, auto_id="appeal_%s")
    if not form.is_valid():
        return _page(request, found, appeal_form=form, status=422)
    try:
        authors.appeal(case=found, author=member_of(request), now=clock.now(), **form.cleaned_data)
    except ContributionRefused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, found, appeal_form=form, status=refusal.status)
    messages.success(request, _("Sent. A facilitator who did not decide before reads it, usually within three days."))
    return redirect("moderation:own", kind, pk)


def _own(request: HttpRequest, kind: str, pk: int) -> Case:
    found = find(kind, pk)
    if found is None or found.author is None or found.author.pk != request.user.pk:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    found: Case,
    *,
    repair_form: RepairForm | None = None,
    appeal_form: AppealForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = clock.now()
    until = authors.repair_until(found, now=now)
    against = authors.decision_against(found)
    sent = Appeal.objects.filter(against=against).select_related("outcome").first() if against else None
    if until is not None and repair_form is None:
        words = {"text": PUBLIC[found.kind].source_text(found), "language": found.language}
        repair_form = RepairForm(initial=words, auto_id="repair_%s")
    if against is not None and sent is None and appeal_form is None:
        appeal_form = AppealForm(auto_id="appeal_%s")
    context: dict[str, Any] = {
        "case": found,
        "until": until,
        "against": against,
        "sent": sent,
        "repair_form": repair_form,
        "appeal_form": appeal_form,
        "form": repair_form or appeal_form,
        "section": "discussions",
    }
    return render(request, "moderation/own.html", context, status=status)
