"""Doors for who looks after a call: making, changing, its panel, the ranking."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.members.requests import member_of
from foundation import clock, tables
from home.calls.forms import CallForm, SeatForm
from home.calls.models import Call, Panelist
from home.calls.permissions import can_make_call, can_manage_call, can_see_ranking
from home.calls.services import calls as service
from home.calls.services import scoring
from home.calls.services.refusals import CallRefused


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a call."""
    if not can_make_call(request.user):
        raise Http404
    form = CallForm(request.POST or None, initial={"zone": timezone.get_current_timezone_name()})
    if request.method == "POST" and form.is_valid():
        row = service.make(
            by=member_of(request), told=form.told(), form_key=form.cleaned_data["form_key"], now=clock.now()
        )
        messages.success(request, _("The call is there. Now name who judges the answers."))
        return redirect("calls:panel", row.slug)
    return render(request, "calls/form.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a call."""
    row = _kept(request, slug)
    form = CallForm(request.POST or None, call=row)
    if request.method == "POST" and form.is_valid():
        service.change(call=row, by=member_of(request), told=form.told())
        messages.success(request, _("Saved."))
        return redirect(row)
    return render(request, "calls/form.html", {"form": form, "call": row}, status=422 if form.errors else 200)


def _kept(request: HttpRequest, slug: str) -> Call:
    row = get_object_or_404(Call, slug=slug)
    if not can_manage_call(request.user, row):
        raise Http404
    return row


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """Who judges, and one more."""
    row = _kept(request, slug)
    form, status = SeatForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            address = form.cleaned_data["address"]
            try:
                service.seat(call=row, by=member_of(request), address=address, now=clock.now())
            except CallRefused as refusal:
                form.add_error("address", refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("She is on the panel."))
                return redirect("calls:panel", slug)
    seats = row.panel.select_related("member")
    return render(request, "calls/panel.html", {"call": row, "seats": seats, "form": form}, status=status)


@never_cache
@login_required
@require_POST
def unseat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take somebody off the panel."""
    row = _kept(request, slug)
    seat = get_object_or_404(Panelist.objects.select_related("call"), pk=pk, call=row)
    try:
        service.unseat(seat=seat, by=member_of(request))
    except CallRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Removed."))
    return redirect("calls:panel", slug)


@never_cache
@login_required
@require_safe
def ranking(request: HttpRequest, slug: str) -> HttpResponse:
    """The answers, the best first."""
    row = _kept(request, slug)
    if not can_see_ranking(request.user, row):
        messages.info(request, _("You judge here too: score every answer first, then the ranking opens."))
        return redirect(row)
    criteria = list(row.criteria.all())
    ranks = scoring.ranking(call=row)
    lines = [(rank, list(zip((each.title for each in criteria), rank.by_criterion, strict=True))) for rank in ranks]
    context = {"call": row, "lines": lines, "criteria": criteria}
    return render(request, "calls/ranking.html", context)


@never_cache
@login_required
@require_safe
def ranking_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The ranking as a table."""
    row = _kept(request, slug)
    if not can_see_ranking(request.user, row):
        raise Http404
    head = [_("Rank"), _("Title"), _("Organisation"), _("Average"), _("Scores"), _("Conflicts")]
    header = [*head, *(criterion.title for criterion in row.criteria.all())]
    lines = [
        [
            place,
            rank.answer.submission.story.draft_title or rank.answer.submission.story.title,
            rank.answer.submission.organisation or "",
            _number(rank.average),
            rank.scores,
            rank.conflicts,
            *(_number(mean) for mean in rank.by_criterion),
        ]
        for place, rank in enumerate(scoring.ranking(call=row), 1)
    ]
    response = HttpResponse(tables.as_csv(header, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.slug}.csv"'
    return response


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
