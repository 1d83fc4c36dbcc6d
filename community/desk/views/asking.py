"""Doors for who asks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.desk import display
from community.desk.forms import AskForm, CloseForm, ConsentForm, VerdictForm
from community.desk.permissions import can_close_question, can_settle_question
from community.desk.services import asking
from community.desk.views.common import ask_until, found
from community.members import drafts
from community.members.contributions import ContributionRefused
from community.members.keeping import strangers_door
from community.members.requests import member_of
from foundation import clock

ASK = "desk question"
FIELDS = ("title", "text", "theme", "territory", "consent", "language", "submission")


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the desk is, and a member's own questions."""
    now = clock.now()
    context: dict[str, Any] = display.promise(now)
    if request.user.is_authenticated:
        context = display.own(request.user, request.GET.get("page"), now=now)
    return render(request, "desk/index.html", {**context, "section": "discussions"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask in private."""
    if not request.user.is_authenticated:
        return strangers_door(request, place=ASK, fields=FIELDS, text="text", title="title")
    now, status = clock.now(), 200
    form = AskForm(request.POST or None, initial=drafts.kept(request, place=ASK))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = asking.ask(asker=member_of(request), now=now, **form.cleaned_data)
            except ContributionRefused as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                drafts.drop(request, place=ASK)
                messages.success(request, _("Asked. The answer comes here and by mail; below stands until when."))
                return redirect(made)
    context = {"form": form, **display.promise(now), "section": "discussions"}
    return render(request, "desk/ask.html", context, status=status)


@never_cache
@login_required
@require_safe
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """A question, for those three who may read it."""
    row = found(request, pk)
    context: dict[str, Any] = display.reading(row, request.user, now=clock.now())
    if context["settles"]:
        context["consent_form"] = ConsentForm(initial={"consent": row.consent})
        context["verdict_form"] = VerdictForm(initial=drafts.kept(request, place=f"desk verdict {pk}"))
    return render(request, "desk/question.html", {**context, "section": "discussions"})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Say anew what others may read."""
    row = found(request, pk)
    if not can_settle_question(request.user, row):
        raise Http404
    form = ConsentForm(request.POST or None, initial={"consent": row.consent})

    def send(values: dict[str, Any]) -> None:
        asking.choose_consent(question=row, by=member_of(request), now=clock.now(), **values)

    title, back = _("What others may read"), row.get_absolute_url()
    return ask_until(request, form, send, place="", title=title, back=back, done=_("Saved."), question=row)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether the answer answered it."""
    place, back = f"desk verdict {pk}", reverse("desk:question", args=[pk])
    if not request.user.is_authenticated:
        return strangers_door(request, place=place, fields=("helped", "note"), text="note", back=back)
    row = found(request, pk)
    if not can_settle_question(request.user, row):
        raise Http404
    form = VerdictForm(request.POST or None, initial=drafts.kept(request, place=place))

    def send(values: dict[str, Any]) -> None:
        asking.judge(question=row, by=member_of(request), now=clock.now(), **values)

    title, done = _("Did this answer your question?"), _("Thank you. The facilitators see it.")
    return ask_until(request, form, send, place=place, title=title, back=back, done=done, question=row)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a question."""
    row = found(request, pk)
    if not can_close_question(request.user, row):
        raise Http404
    form = CloseForm(request.POST if request.method == "POST" else None)

    def send(values: dict[str, Any]) -> None:
        asking.close(question=row, by=member_of(request), now=clock.now(), **values)

    title, back = _("Close the question"), row.get_absolute_url()
    return ask_until(request, form, send, place="", title=title, back=back, done=_("Closed."), question=row)
