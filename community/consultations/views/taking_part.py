"""Doors to consultations: writing a statement, and taking one's own away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.consultations.forms import StatementForm
from community.consultations.models import Statement
from community.consultations.permissions import can_remove_statement
from community.consultations.services import statements
from community.consultations.services.refusals import DiscussionClosed, NotInGroup
from community.consultations.views.reading import consultation_page, found, place_of
from community.members import drafts, speaking
from community.members.contributions import ContributionRefused
from community.members.keeping import strangers_door
from community.members.requests import member_of
from foundation import clock

FIELDS = ("text", "number", "language", "submission")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a statement. A text that could not be written is shown again, whatever the reason."""
    row, now = found(request, slug), clock.now()
    back = f"{row.get_absolute_url()}#write"
    if request.method != "POST":
        return redirect(back)
    if not request.user.is_authenticated:
        return strangers_door(request, place=place_of(row), fields=FIELDS, text="text", back=back)
    offered = speaking.offered_to(request.user, now=now)
    form = StatementForm(request.POST, consultation=row, organisations=offered)
    if not form.is_valid():
        return consultation_page(request, row, form=form, status=422)
    if "preview" in request.POST:
        return consultation_page(request, row, form=form, preview=form.preview)
    try:
        made = statements.write(consultation=row, author=member_of(request), now=now, **form.cleaned_data)
    except ContributionRefused as refusal:
        form.refuse(refusal)
        if isinstance(refusal, DiscussionClosed | NotInGroup):
            messages.error(request, refusal.sentence)
        return consultation_page(request, row, form=form, status=refusal.status)
    drafts.drop(request, place=place_of(row))
    messages.success(request, _("Your statement stands. What becomes of it is said in the table of responses."))
    return redirect(made)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own statement away: the question, and the answer."""
    row = get_object_or_404(Statement.objects.readable(request.user).select_related("consultation"), pk=pk)
    if not can_remove_statement(request.user, row):
        raise Http404
    if request.method != "POST":
        context = {"statement": row, "consultation": row.consultation, "section": "discussions"}
        return render(request, "consultations/remove.html", context)
    try:
        statements.remove_own(statement=row, author=member_of(request))
    except ContributionRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Removed. A line stays in its place."))
    return redirect(row)
