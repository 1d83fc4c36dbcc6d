"""Doors for facilitators: making and changing a discussion, and its rooms."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.discussions.services import threads
from community.ediscussions.forms.planning import PlanForm, RoomForm
from community.ediscussions.models import EDiscussion
from community.ediscussions.permissions import can_make_ediscussion
from community.ediscussions.services import discussions
from community.ediscussions.views import doors
from community.members.contributions import ContributionRefused
from community.members.requests import member_of
from foundation import clock

PLAN, ROOM = "ediscussions/plan.html", "ediscussions/room.html"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a discussion."""
    if not can_make_ediscussion(request.user):
        raise Http404
    member = member_of(request)
    start = {"zone": timezone.get_current_timezone_name(), "facilitators": member.profile.handle}
    form = PlanForm(request.POST or None, user=member, initial=start)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["form_key"]
        try:
            row = discussions.make(by=member, plan=form.plan(), form_key=key, now=clock.now())
        except ContributionRefused as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("The discussion is planned. It opens and closes by itself."))
            return redirect(row)
    return render(request, PLAN, doors.page(form=form), status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a discussion."""
    row = doors.changeable(request, slug)
    form = PlanForm(request.POST or None, user=member_of(request), discussion=row)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"] or 0
        try:
            discussions.change(discussion=row, by=member_of(request), plan=form.plan(), base=base, now=clock.now())
        except ContributionRefused as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    context = doors.page(form=form, discussion=row, languages_open=_languages(row))
    return render(request, PLAN, context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Open a room in a language, or change its words."""
    row = doors.changeable(request, slug)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    known = row.rooms.select_related("thread").filter(language=language).first()
    initial = {"language": language}
    if known is not None:
        initial |= {"title": known.thread.title, "note": threads.opening(known.thread).text}
    form = RoomForm(
        {**request.POST.dict(), "language": language} if request.method == "POST" else None, initial=initial
    )
    del form.fields["language"]
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            made = discussions.set_room(
                discussion=row, by=member_of(request), language=language, now=clock.now(), **words
            )
        except ContributionRefused as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Saved."))
            return redirect(made.thread)
    context = doors.page(form=form, discussion=row, room=known, code=language)
    return render(request, ROOM, context, status=status)


def _languages(row: EDiscussion) -> list[tuple[str, str, bool]]:
    """Return each language with whether it has a room."""
    known = set(row.rooms.values_list("language", flat=True))
    return [(code, str(name), code in known) for code, name in settings.LANGUAGES]
