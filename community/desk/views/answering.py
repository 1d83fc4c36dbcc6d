"""Doors for who answers: the expert, or a facilitator."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.desk.forms import AnswerForm, DeclineForm
from community.desk.permissions import can_decline_question, can_settle_question
from community.desk.services import answering, routing
from community.desk.views.common import ask_until, found
from community.members import drafts
from community.members.keeping import strangers_door
from community.members.requests import member_of
from foundation import clock


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a question."""
    place = f"desk answer {pk}"
    if not request.user.is_authenticated:
        return strangers_door(request, place=place, fields=("text", "submission"), text="text")
    row = found(request, pk)
    if can_settle_question(request.user, row):
        raise Http404
    form = AnswerForm(request.POST or None, initial=drafts.kept(request, place=place))

    def send(values: dict[str, Any]) -> None:
        answering.answer(question=row, by=member_of(request), now=clock.now(), **values)

    done = _("Sent. Its asker reads it on her page and by mail.")
    back = row.get_absolute_url()
    return ask_until(request, form, send, place=place, title=_("Answer"), back=back, done=done, question=row)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a question back to the facilitators."""
    place = f"desk decline {pk}"
    if not request.user.is_authenticated:
        return strangers_door(request, place=place, fields=("reason",), text="reason")
    row = found(request, pk)
    if not can_decline_question(request.user, row):
        raise Http404
    form = DeclineForm(request.POST or None, initial=drafts.kept(request, place=place))

    def send(values: dict[str, Any]) -> None:
        routing.decline(question=row, by=member_of(request), now=clock.now(), **values)

    title, done = _("Give the question back"), _("Given back. The facilitators ask somebody else.")
    more: dict[str, Any] = {"back": "desk:index", "cancel": row.get_absolute_url(), "question": row}
    return ask_until(request, form, send, place=place, title=title, done=done, **more)
