"""Doors to who writes along."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.members.requests import member_of
from foundation import clock
from home.submissions import access
from home.submissions.forms.begin import CoAuthorForm
from home.submissions.services import co_authors
from home.submissions.services.refusals import SubmissionRefused
from home.submissions.views.overview import standing_page


@never_cache
@login_required
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a colleague write along."""
    row = access.own(request, pk)
    form = CoAuthorForm(request.POST)
    if not form.is_valid():
        return standing_page(request, row, status=422, co_author_form=form)
    try:
        made = co_authors.add(submission=row, by=member_of(request), now=clock.now(), **form.cleaned_data)
    except SubmissionRefused as refusal:
        if refusal.status == 404:
            raise Http404 from refusal
        form.add_error("address", refusal.sentence)
        return standing_page(request, row, status=refusal.status, co_author_form=form)
    messages.success(request, _("%(name)s can write along now.") % {"name": made.member.name})
    return redirect(row)


@never_cache
@login_required
@require_POST
def remove(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """End a colleague's part."""
    row = access.own(request, pk)
    try:
        co_authors.remove(submission=row, by=member_of(request), member_id=member)
    except SubmissionRefused as refusal:
        raise Http404 from refusal
    messages.success(request, _("Removed."))
    return redirect(row if row.author_id == request.user.pk else "submissions:index")
