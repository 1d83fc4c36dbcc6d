"""Doors to consultations for who looks after them: making, changing, moving on, revising, responding."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.consultations import display
from community.consultations.enums import MOVES, State
from community.consultations.forms import (
    ConsultationForm,
    FacilitatorForm,
    MoveForm,
    PutOffForm,
    ResponseForm,
    RevisionForm,
)
from community.consultations.models import Consultation
from community.consultations.permissions import can_edit_consultation
from community.consultations.services import consultations, moves, paragraphs
from community.consultations.services import responses as responding
from community.consultations.views.reading import found
from community.groups.models import Group
from community.groups.querysets import is_overseer
from community.members import drafts
from community.members.contributions import ContributionRefused
from community.members.keeping import strangers_door
from community.members.requests import member_of
from foundation import clock

NEW = "new consultation"
TELLING = (
    *(
        "title",
        "introduction",
        "text",
        "submitted_to",
        "territory",
        "corridor",
        "group",
        "language",
        "closes_on",
        "zone",
    ),
    "submission",
)
Send = Callable[[dict[str, Any]], Any]


def _kept(request: HttpRequest, slug: str) -> Consultation:
    """Return a consultation to who may edit it; others who read it are told no."""
    row = found(request, slug)
    if not can_edit_consultation(request.user, row):
        raise PermissionDenied
    return row


def _ask(
    request: HttpRequest, form: forms.Form, send: Send, *, place: str, title: str, back: str, done: str, **more: Any
) -> HttpResponse:
    """Show a form until what it sends is accepted; then lead back."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                send(form.cleaned_data)
            except ContributionRefused as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                drafts.drop(request, place=place)
                messages.success(request, done)
                return redirect(back)
    context = {"form": form, "title": title, "back": back, "section": "discussions", **more}
    return render(request, "consultations/form.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a consultation."""
    if not request.user.is_authenticated:
        return strangers_door(request, place=NEW, fields=TELLING, text="text", title="title")
    if not (is_overseer(request.user) or Group.objects.managed_by(request.user).unarchived().exists()):
        raise PermissionDenied
    now, status = clock.now(), 200
    kept = drafts.kept(request, place=NEW)
    initial = {"zone": timezone.get_current_timezone_name(), "group": request.GET.get("group", "")[:60], **kept}
    form = ConsultationForm(request.POST or None, user=request.user, now=now, initial=initial)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                row = consultations.make(
                    by=member_of(request), told=form.told(), submission=form.cleaned_data["submission"], now=now
                )
            except ContributionRefused as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                drafts.drop(request, place=NEW)
                messages.success(request, _("The draft is kept. Only who looks after it reads it so far."))
                return redirect(row)
    context = {"form": form, "title": _("Begin a consultation"), "back": reverse("consultations:index")}
    return render(request, "consultations/form.html", {**context, "section": "discussions"}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a draft."""
    place = f"consultation draft {slug}"
    if not request.user.is_authenticated:
        return strangers_door(request, place=place, fields=TELLING, text="text", title="title")
    row, now = _kept(request, slug), clock.now()
    kept = drafts.kept(request, place=place)
    form = ConsultationForm(request.POST or None, user=request.user, now=now, consultation=row, initial=kept)

    def send(_values: dict[str, Any]) -> None:
        consultations.change(consultation=row, by=member_of(request), told=form.told(), now=now)

    back = row.get_absolute_url()
    return _ask(request, form, send, place=place, title=_("Change the draft"), back=back, done=_("Saved."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, slug: str, to: str) -> HttpResponse:
    """Take a step: the question why, and the step."""
    place = f"consultation move {slug} {to}"
    if not request.user.is_authenticated:
        return strangers_door(request, place=place, fields=("why", "answer", "answered_on"), text="why")
    row = _kept(request, slug)
    if to not in State.values:
        raise Http404
    state = State(to)
    if request.method != "POST" and state not in MOVES[row.state]:
        return redirect(row)
    form = MoveForm(request.POST or None, to=state, initial=drafts.kept(request, place=place))

    def send(values: dict[str, Any]) -> None:
        moves.move(consultation=row, by=member_of(request), to=state, now=clock.now(), **values)

    title = str(display.LABELS.get(state, state.label))
    back = row.get_absolute_url()
    return _ask(request, form, send, place=place, title=title, back=back, done=_("Done. The log says so."), to=to)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def put_off(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a later last day."""
    place = f"consultation day {slug}"
    if not request.user.is_authenticated:
        return strangers_door(request, place=place, fields=("why", "closes_on"), text="why")
    row = _kept(request, slug)
    form = PutOffForm(request.POST or None, initial=drafts.kept(request, place=place))

    def send(values: dict[str, Any]) -> None:
        moves.put_off(consultation=row, by=member_of(request), now=clock.now(), **values)

    back = row.get_absolute_url()
    return _ask(request, form, send, place=place, title=_("Put off the last day"), back=back, done=_("Saved."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give a paragraph another wording."""
    place = f"consultation wording {slug} {number}"
    if not request.user.is_authenticated:
        return strangers_door(request, place=place, fields=("text", "why", "base"), text="text")
    row = _kept(request, slug)
    paragraph = get_object_or_404(row.paragraphs, number=number)
    initial = {"text": paragraph.text, "base": paragraph.version, **drafts.kept(request, place=place)}
    form = RevisionForm(request.POST or None, initial=initial)

    def send(values: dict[str, Any]) -> None:
        paragraphs.revise(consultation=row, number=number, by=member_of(request), now=clock.now(), **values)

    title = _("Revise paragraph %(number)s") % {"number": number}
    back = reverse("consultations:paragraph", args=[slug, number])
    return _ask(request, form, send, place=place, title=title, back=back, done=_("Saved."), paragraph=paragraph)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what became of a statement."""
    place = f"consultation response {pk}"
    if not request.user.is_authenticated:
        return strangers_door(request, place=place, fields=("uptake", "why"), text="why")
    row = _kept(request, slug)
    statement = get_object_or_404(row.statements.published().for_listing(), pk=pk)
    known = getattr(statement, "response", None)
    first = {"uptake": known.uptake, "why": known.why} if known else {}
    form = ResponseForm(request.POST or None, initial={**first, **drafts.kept(request, place=place)})

    def send(values: dict[str, Any]) -> None:
        responding.respond(statement=statement, by=member_of(request), now=clock.now(), **values)

    title, back = _("Respond to a statement"), reverse("consultations:responses", args=[slug])
    return _ask(request, form, send, place=place, title=title, back=back, done=_("Saved."), statement=statement)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def facilitators(request: HttpRequest, slug: str) -> HttpResponse:
    """Who looks after it, and one more."""
    row = _kept(request, slug)
    form = FacilitatorForm(request.POST or None)

    def send(values: dict[str, Any]) -> None:
        consultations.name_facilitator(consultation=row, by=member_of(request), **values)

    back = reverse("consultations:facilitators", args=[slug])
    people = list(row.facilitators.all())
    more: dict[str, Any] = {"people": people, "consultation": row, "place": "", "title": _("Who looks after it")}
    return _ask(request, form, send, back=back, done=_("She looks after it now."), **more)


@never_cache
@login_required
@require_POST
def release(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let somebody look after it no more."""
    row = _kept(request, slug)
    try:
        consultations.release_facilitator(consultation=row, by=member_of(request), member_id=pk)
    except ContributionRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Removed."))
    still = can_edit_consultation(request.user, row)
    return redirect("consultations:facilitators", slug) if still else redirect(row)
