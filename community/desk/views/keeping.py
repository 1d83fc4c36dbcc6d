"""Doors for the facilitators: what waits, passing on, publishing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.desk import display, experts
from community.desk.enums import Consent
from community.desk.forms import ExpertForm, PublishForm, SpaceForm
from community.desk.models import Question
from community.desk.permissions import can_route_question, can_see_desk
from community.desk.services import answering, routing
from community.desk.views.common import ask_until, found
from community.members import drafts
from community.members.contributions import ContributionRefused
from community.members.keeping import strangers_door
from community.members.requests import member_of
from foundation import clock


def _kept(request: HttpRequest, pk: int) -> Question:
    row = found(request, pk)
    if not can_route_question(request.user, row):
        raise Http404
    return row


@never_cache
@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits at the desk, by the day it is due."""
    if not can_see_desk(request.user):
        raise PermissionDenied
    context = display.queue(request.GET.get("show", ""), request.GET.get("page"), now=clock.now())
    return render(request, "desk/queue.html", {**context, "section": "discussions"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def to_expert(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass a question on to an expert."""
    place = f"desk route {pk}"
    if not request.user.is_authenticated:
        return strangers_door(request, place=place, fields=("expert", "note"), text="note")
    row = _kept(request, pk)
    wanted = " ".join(request.GET.get("name", "").split())[:60]
    offered = list(experts.offered(request.user, row, named=wanted)[: experts.SHOWN])
    form = ExpertForm(request.POST or None, offered=offered, initial=drafts.kept(request, place=place))

    def send(values: dict[str, Any]) -> None:
        routing.to_expert(
            question=row,
            by=member_of(request),
            expert_id=values["expert"],
            note=values["note"],
            now=clock.now(),
        )

    title, done = _("Pass it on to an expert"), _("Passed on. She got a mail.")
    more: dict[str, Any] = {"question": row, "wanted": wanted, "offered": offered, "is_search": True}
    return ask_until(request, form, send, place=place, title=title, back=row.get_absolute_url(), done=done, **more)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def to_space(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a question in a space."""
    place = f"desk space {pk}"
    if not request.user.is_authenticated:
        return strangers_door(request, place=place, fields=("space", "title", "text"), text="text", title="title")
    row = _kept(request, pk)
    if row.consent == Consent.NONE and request.method != "POST":
        messages.info(request, _("Its asker wants an answer in private."))
        return redirect(row)
    initial = {"title": row.title, "text": row.text, **drafts.kept(request, place=place)}
    form = SpaceForm(request.POST or None, question=row, user=request.user, initial=initial)

    def send(values: dict[str, Any]) -> None:
        words = {"title": values.get("title", ""), "text": values.get("text", "")}
        routing.to_space(question=row, by=member_of(request), space=values["space"], now=clock.now(), **words)

    title, done = _("Ask it in a space"), _("The thread is open. Answer the question once it has an answer there.")
    more: dict[str, Any] = {"question": row, "in_her_name": row.consent == Consent.NAMED}
    return ask_until(request, form, send, place=place, title=title, back=row.get_absolute_url(), done=done, **more)


@never_cache
@login_required
@require_POST
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question back from whom it was passed on to."""
    row = _kept(request, pk)
    try:
        routing.recall(question=row, by=member_of(request), now=clock.now())
    except ContributionRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Taken back. It waits to be passed on."))
    return redirect(row)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody read question and answer, as far as the asker agrees."""
    place = f"desk publish {pk}"
    if not request.user.is_authenticated:
        return strangers_door(request, place=place, fields=("title", "asked", "answered"), text="answered")
    row = _kept(request, pk)
    initial = {**display.as_published(row), **drafts.kept(request, place=place)}
    form = PublishForm(request.POST or None, initial=initial)

    def send(values: dict[str, Any]) -> None:
        answering.publish(question=row, by=member_of(request), now=clock.now(), **values)

    title, back = _("Publish the answer"), reverse("desk:question", args=[pk])
    return ask_until(request, form, send, place=place, title=title, back=back, done=_("Published."), question=row)
