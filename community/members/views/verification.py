"""The facilitators' queue of claims, in the back office: look, open the document, decide."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.members import documents, domains, permissions
from community.members.enums import ClaimState, Proof
from community.members.forms.claim import ReasonForm
from community.members.models import Claim
from community.members.requests import member_of
from community.members.services import claims
from foundation import clock
from foundation.storage import hand_out

PER_PAGE = 50


def _crumbs(*last: str) -> list[dict[str, str]]:
    first = {"url": reverse("verification:index"), "label": _("Verification")}
    return [first, *({"url": "", "label": label} for label in last)]


def _claim(request: HttpRequest, pk: int) -> Claim:
    if not permissions.can_see_claims(member_of(request)):
        raise PermissionDenied
    rows = Claim.objects.select_related("member", "organisation__kind", "organisation__territory", "decided_by")
    return get_object_or_404(rows, pk=pk)


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Claims in one state, those that wait first, the oldest on top."""
    if not permissions.can_see_claims(member_of(request)):
        raise PermissionDenied
    asked = request.GET.get("state", "")
    state = asked if asked in ClaimState.values else ClaimState.WAITING.value
    rows = Claim.objects.filter(state=state).select_related("member", "organisation")
    rows = rows.order_by("created_at" if state == ClaimState.WAITING else "-decided_at", "pk")
    values = {
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        "states": [(choice.value, choice.label, choice.value == state) for choice in ClaimState],
        "state": state,
        "breadcrumbs_items": _crumbs(),
        "header_title": _("Verification"),
        "header_icon": "check",
    }
    return render(request, "members/back_office/claims.html", values)


@never_cache
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim: who, what for, by which proof, and what the site itself can tell of it."""
    return _detail(request, _claim(request, pk), ReasonForm(), 200)


def _detail(request: HttpRequest, claim: Claim, form: ReasonForm, status: int) -> HttpResponse:
    now, member = clock.now(), member_of(request)
    values = {
        "claim": claim,
        "decisions": claim.decisions.select_related("by"),
        "form": form,
        "may_decide": permissions.can_decide_claim(member, claim),
        "is_current": Claim.objects.current(now=now).filter(pk=claim.pk).exists(),
        "fits": claim.proof == Proof.DOMAIN and domains.lies_in(claim.address, claim.organisation.domain),
        "domain": domains.readable(claim.organisation.domain),
        "others": claims.speakers(organisation=claim.organisation, now=now).exclude(pk=claim.member_id),
        "breadcrumbs_items": _crumbs(str(claim.organisation)),
        "header_title": str(claim.organisation),
        "header_icon": "check",
    }
    return render(request, "members/back_office/claim.html", values, status=status)


@never_cache
@require_safe
def document(request: HttpRequest, pk: int) -> FileResponse:
    """The document of a claim, to facilitators only."""
    claim = _claim(request, pk)
    if not claim.document or not claim.document.storage.exists(claim.document.name or ""):
        raise Http404
    ending = (claim.document.name or "").rpartition(".")[2]
    return hand_out(
        claim.document,
        name=f"claim-{claim.pk}.{ending}",
        content_type=documents.TYPES.get(ending, "application/octet-stream"),
    )


@never_cache
@require_POST
def decide(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Approve, refuse or revoke; a refusal and a revocation need a reason."""
    claim, member, now = _claim(request, pk), member_of(request), clock.now()
    form = ReasonForm(request.POST)
    if verb != "approve" and not form.is_valid():
        return _detail(request, claim, form, 422)
    try:
        if verb == "approve":
            claims.approve(claim=claim, by=member, now=now)
        elif verb == "refuse":
            claims.refuse(claim=claim, by=member, reason=form.cleaned_data["reason"], now=now)
        else:
            claims.revoke(claim=claim, by=member, reason=form.cleaned_data["reason"], now=now)
    except claims.NotYours as refusal:
        raise PermissionDenied(str(refusal)) from None
    except claims.ClaimRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("verification:detail", pk)
    messages.success(request, _("Decided. The member gets a mail."))
    return redirect("verification:index")
