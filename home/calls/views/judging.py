"""Doors for the panel: declaring, reading, scoring."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members.requests import member_of
from foundation import clock
from home.calls.enums import State
from home.calls.forms import DeclareForm, ScoreForm
from home.calls.models import Answer, Declaration, Score
from home.calls.permissions import can_judge_answer
from home.calls.services import scoring
from home.calls.services.refusals import CallRefused
from home.submissions.services import drafts


def _judged(request: HttpRequest, slug: str, pk: int) -> Answer:
    rows = Answer.objects.judged_by(request.user).for_listing().select_related("call", "revision")
    row = get_object_or_404(rows, pk=pk, call__slug=slug)
    if not can_judge_answer(request.user, row):
        raise Http404
    return row


def _declared(request: HttpRequest, row: Answer) -> Declaration | None:
    return Declaration.objects.filter(answer=row, panelist__member=request.user.pk).first()


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Declare first, then score; once scored, the average of the panel shows."""
    row = _judged(request, slug, pk)
    declared = _declared(request, row)
    member, now, status = member_of(request), clock.now(), 200
    declaring = declared is None or "has_conflict" in request.POST
    given = Score.objects.filter(answer=row, panelist__member=member.pk).prefetch_related("marks__criterion").first()
    declare = DeclareForm(request.POST if request.method == "POST" and declaring else None)
    form = ScoreForm(request.POST if request.method == "POST" and not declaring else None, answer=row)
    sent = declare if declaring else form
    if request.method == "POST":
        status = 422
        if sent.is_valid():
            try:
                if declaring:
                    scoring.declare(answer=row, by=member, now=now, **declare.cleaned_data)
                else:
                    scoring.score(answer=row, by=member, marks=form.marks(), now=now)
            except CallRefused as refusal:
                sent.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("Saved."))
                return redirect("calls:judge", slug, pk)
    rank = next((each for each in scoring.ranking(call=row.call) if each.answer.pk == pk), None) if given else None
    context = {
        "answer": row,
        "call": row.call,
        "declared": declared,
        "declare": declare,
        "form": sent if request.method == "POST" else form,
        "score_form": form,
        "given": given,
        "rank": rank,
        "is_closed": row.call.state(now=now) == State.CLOSED,
    }
    return render(request, "calls/judge.html", context, status=status)


@never_cache
@login_required
@require_safe
def text(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What the authors handed in, for a judge who said that she is free to judge."""
    row = _judged(request, slug, pk)
    declared = _declared(request, row)
    if declared is None or declared.has_conflict:
        return redirect("calls:judge", slug, pk)
    story = row.revision.as_object() if row.revision else drafts.text_of(row.submission)
    response: HttpResponse = story.make_preview_request(request, "")
    return response
