"""Doors for who leads a discussion: weekly summaries and the consolidated reply."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.ediscussions.forms.writing import ConsolidatedForm, SummaryForm
from community.ediscussions.models import Proceedings
from community.ediscussions.services import replies, summaries
from community.ediscussions.services.refusals import StillOpen
from community.ediscussions.views import doors
from community.members.contributions import ContributionRefused
from community.members.requests import member_of
from foundation import clock


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write_summary(request: HttpRequest, slug: str, week: int, language: str = "") -> HttpResponse:
    """Write the summary of a week in a language; without one, in the reader's."""
    row = doors.led(request, slug)
    language = language or (get_language() or "en")[:2]
    phase = next((one for one in summaries.phases_of(row, clock.now()) if one.number == week), None)
    if phase is None or language not in dict(settings.LANGUAGES):
        raise Http404
    known = row.summaries.filter(week=week, language=language).first()
    form = SummaryForm(request.POST or None, discussion=row, initial=SummaryForm.filled_from(known))
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = summaries.write(
                discussion=row,
                by=member_of(request),
                week=week,
                language=language,
                now=clock.now(),
                **form.cleaned_data,
            )
        except ContributionRefused as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("The summary is out. It stands above the posts and goes into the digest."))
            return redirect(made)
    context = doors.page(form=form, discussion=row, phase=phase, code=language, known=known, codes=settings.LANGUAGES)
    return render(request, "ediscussions/write_summary.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write_reply(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the consolidated reply: keep a draft, or publish."""
    row = doors.led(request, slug)
    known = Proceedings.objects.filter(discussion=row).first()
    initial = {"language": get_language(), **ConsolidatedForm.filled_from(known)}
    form = ConsolidatedForm(request.POST or None, discussion=row, initial=initial)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        publish = request.POST.get("action") == "publish"
        try:
            replies.write(discussion=row, by=member_of(request), publish=publish, now=clock.now(), **form.cleaned_data)
        except ContributionRefused as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            said = _("The consolidated reply is out, and its contributors get a mail.") if publish else _("Saved.")
            messages.success(request, said)
            return redirect(row if publish else request.path)
    still_open = StillOpen(row.ends_on).sentence if row.today(clock.now()) <= row.ends_on else ""
    context = doors.page(form=form, discussion=row, known=known, still_open=still_open)
    return render(request, "ediscussions/write_reply.html", context, status=status)
