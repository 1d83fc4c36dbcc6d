"""Doors to submissions: the form, handing in, reading, and the table of them all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.ediscussions import gate, submitted
from community.ediscussions.forms.submitting import IntroForm, SubmissionForm, field_lines
from community.ediscussions.models import EDiscussion, Room, Submission
from community.ediscussions.permissions import (
    can_change_ediscussion,
    can_lead_ediscussion,
    can_submit_to_ediscussion,
)
from community.ediscussions.services import submissions
from community.ediscussions.views import doors
from community.members.contributions import ContributionRefused
from community.members.requests import member_of
from foundation import clock, tables

PER_PAGE = 20


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the form that members fill in."""
    row = doors.changeable(request, slug)
    data = request.POST if request.method == "POST" else None
    intro = IntroForm(data, initial={"intro": row.form_intro})
    lines = field_lines(row, data)
    status = 422 if data is not None else 200
    if data is not None and intro.is_valid() and lines.is_valid():
        words, fields = intro.cleaned_data["intro"], lines.fields_told()
        try:
            submissions.set_form(discussion=row, by=member_of(request), intro=words, fields=fields)
        except ContributionRefused as refusal:
            intro.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Saved."))
            return redirect("ediscussions:submissions", slug)
    context = doors.page(form=intro, lines=lines, problems=[intro, *lines.forms], discussion=row)
    return render(request, "ediscussions/set_form.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Fill in the form and hand it in."""
    row = doors.found(request, slug)
    questions = list(row.form_questions.all())
    if not questions or not can_submit_to_ediscussion(request.user, row):
        raise Http404
    form = SubmissionForm(request.POST or None, questions=questions)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = submissions.hand_in(
                discussion=row,
                by=member_of(request),
                language=form.cleaned_data["language"],
                is_confidential=form.cleaned_data["is_confidential"],
                answers=form.answers(),
                form_key=form.cleaned_data["form_key"],
                now=clock.now(),
            )
        except ContributionRefused as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Handed in."))
            return redirect(made)
    context = doors.page(form=form, discussion=row, refused=_refused(row))
    return render(request, "ediscussions/hand_in.html", context, status=status)


def _refused(row: EDiscussion) -> str:
    """Return why nothing can be handed in now; empty where it can."""
    room = Room.objects.filter(discussion=row).select_related("thread").first()
    refusal = gate.refusal(room.thread, clock.now()) if room else None
    return refusal.sentence if refusal else ""


@never_cache
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """The submissions that this reader may read."""
    row = doors.found(request, slug)
    rows = Submission.objects.readable(request.user).filter(discussion=row).select_related("author", "discussion")
    page_obj = Paginator(rows.prefetch_related("answers__question"), PER_PAGE).get_page(request.GET.get("page"))
    context = doors.page(
        discussion=row,
        page_obj=page_obj,
        asks=row.form_questions.exists(),
        takes=row.is_open(clock.now()),
        is_leader=can_lead_ediscussion(request.user, row),
        may_change=can_change_ediscussion(request.user, row),
    )
    return render(request, "ediscussions/submissions.html", context)


@never_cache
@require_safe
def submission(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One submission; a confidential one looks like none to others."""
    row = doors.found(request, slug)
    rows = Submission.objects.readable(request.user).filter(discussion=row).select_related("author", "discussion")
    shown = get_object_or_404(rows.prefetch_related("answers__question"), pk=pk)
    return render(request, "ediscussions/submission.html", doors.page(discussion=row, submission=shown))


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """All submissions as a table, for who leads the discussion."""
    row = doors.led(request, slug)
    header, lines = submitted.table(row)
    response = HttpResponse(tables.as_csv(header, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.slug}-submissions.csv"'
    return response
