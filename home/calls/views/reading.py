"""Doors for everybody: the lists, a call, and answering it."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members import drafts as kept_text
from community.members.keeping import signed_out
from community.members.requests import member_of
from foundation import clock
from home.calls import times
from home.calls.enums import State
from home.calls.models import Answer, Call, Panelist
from home.calls.permissions import can_make_call, can_manage_call, can_see_ranking
from home.calls.services import answers as service
from home.calls.services.refusals import CallRefused
from home.submissions import access
from home.submissions.forms.begin import BeginForm

PER_PAGE = 20


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Calls that are open or will be."""
    return _list(request, closed=False)


@never_cache
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Calls that are over."""
    return _list(request, closed=True)


def _list(request: HttpRequest, *, closed: bool) -> HttpResponse:
    now = clock.now()
    calls = Call.objects.closed(now=now) if closed else Call.objects.current(now=now)
    page = Paginator(calls.for_listing(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, row.state(now=now), *_moments(row)) for row in page.object_list]
    context = {"rows": rows, "page_obj": page, "closed": closed, "can_make": can_make_call(request.user)}
    return render(request, "calls/index.html", context)


def _moments(row: Call) -> tuple[times.Moment, times.Moment]:
    return times.moment(row.opens_at, row.zone), times.moment(row.closes_at, row.zone)


@never_cache
@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """One call, with what became public of it, and for its panel and its caller all that was handed in."""
    row = get_object_or_404(Call.objects.for_listing(), slug=slug)
    seat = _seat(request, row)
    manages = can_manage_call(request.user, row)
    handed = Answer.objects.filter(call=row).for_listing()
    own = handed.written_by(request.user) if request.user.is_authenticated else handed.none()
    opens, closes = _moments(row)
    context = {
        "call": row,
        "state": row.state(now=clock.now()),
        "opens": opens,
        "closes": closes,
        "now": clock.now(),
        "criteria": row.criteria.all(),
        "own": own,
        "before_panel": handed.handed_in() if seat or manages else None,
        "judges": seat is not None,
        "public": handed.public(),
        "manages": manages,
        "ranks": can_see_ranking(request.user, row),
    }
    return render(request, "calls/call.html", context)


def _seat(request: HttpRequest, row: Call) -> Panelist | None:
    if not request.user.is_authenticated:
        return None
    return Panelist.objects.filter(call=row, member=request.user.pk).first()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin an answer: a draft like any other, tied to the call."""
    row, now = get_object_or_404(Call, slug=slug), clock.now()
    here, place = reverse("calls:answer", args=[slug]), f"answer {row.pk}"
    if not request.user.is_authenticated:
        if request.method != "POST":
            return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': here})}")
        title = request.POST.get("title", "")
        kept_text.keep(request, place=place, fields={"title": title})
        return signed_out(request, text=title, back=here)
    organisations = access.organisations_of(member_of(request))
    initial = {
        "language": get_language(),
        "organisation": organisations[0].slug if organisations else "",
        **kept_text.kept(request, place=place),
    }
    form = BeginForm(request.POST or None, organisations=organisations, initial=initial)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = service.begin(call=row, by=member_of(request), now=now, **form.cleaned_data)
        except CallRefused as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            kept_text.drop(request, place=place)
            messages.success(request, _("Your draft is kept. It counts as an answer once you send it, in time."))
            return redirect("submissions:step", made.submission_id, "place")
    is_open = row.state(now=now) == State.OPEN
    context = {"call": row, "form": form, "closes": times.moment(row.closes_at, row.zone), "is_open": is_open}
    return render(request, "calls/answer.html", context, status=status)
