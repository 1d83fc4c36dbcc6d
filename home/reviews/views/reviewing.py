"""Doors for a reviewer: declaring, reading, deciding. What was typed is never lost."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members import drafts as kept_text
from community.members.keeping import signed_out
from community.members.requests import member_of
from foundation import clock
from home.reviews import access, display
from home.reviews.enums import ReviewState
from home.reviews.forms import ReviewForm
from home.reviews.models import Review
from home.reviews.paragraphs import parts_of
from home.reviews.services import decisions, declarations, remarks
from home.reviews.services.refusals import ReviewRefused


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether one has a conflict of interest; the text opens after that, and not before."""
    review = access.own(request, pk)
    # Some conflicts show only in the text: who is reading may still say so.
    late = review.state == ReviewState.ACCEPTED and request.POST.get("conflict") == "yes"
    if review.state != ReviewState.PROPOSED and not late:
        return redirect(review)
    context = display.declaring(review)
    if request.method != "POST":
        return render(request, "reviews/declare.html", context)
    member, now = member_of(request), clock.now()
    answer = request.POST.get("conflict", "")
    try:
        if answer == "no":
            return redirect(declarations.declare_none(review=review, by=member, now=now))
        if answer == "yes":
            declarations.declare_conflict(review=review, by=member, now=now)
            messages.success(request, _("Thank you for saying so. Somebody else is asked."))
            return redirect("reviews:index")
    except ReviewRefused as refusal:
        if refusal.status == 404:
            raise Http404 from refusal
        messages.error(request, refusal.sentence)
        return redirect("reviews:index")
    context["refusal"] = _("Choose one of the two.")
    return render(request, "reviews/declare.html", context, status=422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The text, what changed in it, and what the reviewer says."""
    here = reverse("reviews:review", args=[pk])
    if not request.user.is_authenticated:
        if request.method != "POST":
            return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': here})}")
        kept_text.keep(request, place=here, fields=dict(request.POST.lists()))
        return signed_out(request, text="\n\n".join(_typed(request.POST)), back=here)
    row = access.declared(request, pk)
    after = row.round.revision.as_object()
    kept = _kept(request, here) if request.method != "POST" else None
    form = ReviewForm(
        request.POST if request.method == "POST" else None,
        parts=parts_of(after),
        sends=request.POST.get("go") == "send",
        initial=display.initial_of(row) | (kept or {}),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _said(request, row, form, here)
        except ReviewRefused as refusal:
            if refusal.status == 404:
                raise Http404 from refusal
            form.add_error(None, refusal.sentence)
            return _page(request, row, form, after, status=refusal.status)
    return _page(request, row, form, after, status=422 if form.errors else 200, restored=bool(kept))


def _typed(data: QueryDict) -> list[str]:
    """Return what took time to type."""
    lists = [values for name, values in data.lists() if name != "csrfmiddlewaretoken"]
    return [str(text) for values in lists for text in values if len(str(text)) > 20]


def _kept(request: HttpRequest, here: str) -> dict[str, Any] | None:
    fields = kept_text.kept(request, place=here)
    if not fields:
        return None
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values if isinstance(values, list) else [values])
    return data.dict()


def _said(request: HttpRequest, row: Review, form: ReviewForm, here: str) -> HttpResponse:
    """Keep what was typed, or send the verdict."""
    told = {
        "review": row,
        "by": member_of(request),
        "notes": form.notes,
        "remarks": form.remarks,
        "reason": form.cleaned_data["reason"],
        "named": form.cleaned_data["named"],
        "now": clock.now(),
    }
    if form.sends:
        decisions.decide(verdict=form.cleaned_data["verdict"], **told)
        messages.success(request, _("Thank you. Your verdict is given."))
    else:
        remarks.keep(**told)
        messages.success(request, _("Kept. You can leave and come back."))
    kept_text.drop(request, place=here)
    return redirect("reviews:index" if form.sends else here)


def _page(
    request: HttpRequest, row: Review, form: ReviewForm, after: Any, *, status: int = 200, restored: bool = False
) -> HttpResponse:
    context = display.review(row, form, after) | {"restored": restored}
    return render(request, "reviews/review.html", context, status=status)


@never_cache
@login_required
@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The revision as readers would see it."""
    row = access.declared(request, pk)
    response: HttpResponse = row.round.revision.as_object().make_preview_request(request, "")
    return response
