"""Doors to what waits: one's own reviews, texts to take, and for facilitators the whole queue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.members.models import User
from community.members.requests import member_of
from foundation import clock
from home.reviews import access, display
from home.reviews.forms import AssignForm, PriorityForm
from home.reviews.models import Review, Round
from home.reviews.permissions import can_see_queue, can_take_reviews
from home.reviews.services import proposals, rounds
from home.reviews.services.refusals import ReviewRefused

PER_PAGE = 20
MOST_FREE = 10


@never_cache
@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One's own reviews, what one could take, and for facilitators every text that waits."""
    member = member_of(request)
    waiting = Round.objects.none()
    if can_see_queue(member):
        waiting = display.with_reviews(Round.objects.open().written_without(member).most_pressing())
    context = {
        "section": "moderation" if can_see_queue(member) else "practices",
        "today": clock.now().date(),
        "own": Review.objects.of(member).pending().for_listing().order_by("due_on", "pk"),
        "done": Review.objects.of(member).filter(state="decided").for_listing().order_by("-decided_at")[:PER_PAGE],
        "free": Round.objects.free_for(member).for_listing().most_pressing()[:MOST_FREE]
        if can_take_reviews(member)
        else [],
        "arranges": can_see_queue(member),
        "page_obj": Paginator(waiting, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "reviews/index.html", context)


@never_cache
@login_required
@require_POST
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a text to review."""
    row = get_object_or_404(Round.objects.for_listing(), pk=pk)
    try:
        return redirect(proposals.claim(row=row, by=member_of(request), now=clock.now()))
    except ReviewRefused as refusal:
        if refusal.status == 404:
            raise Http404 from refusal
        messages.error(request, refusal.sentence)
        return redirect("reviews:index")


@never_cache
@login_required
@require_safe
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Who reads a text, who could, and why."""
    row = access.arranged(request, pk)
    return render(request, "reviews/arrange.html", display.arranging(row, now=clock.now()))


@never_cache
@login_required
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody, in place of another or not."""
    row = access.arranged(request, pk)
    has_place = not row.outcome and proposals.missing(row) > 0
    form = AssignForm(request.POST, pending=row.reviews.pending().select_related("reviewer"), has_place=has_place)
    if not form.is_valid():
        context = display.arranging(row, now=clock.now(), form=form)
        return render(request, "reviews/arrange.html", context, status=422)
    member = User.objects.filter(email__iexact=form.cleaned_data["address"], is_active=True).first()
    instead_of = row.reviews.filter(pk=form.cleaned_data["instead_of"]).first()
    try:
        if member is None:
            raise proposals.NotEligible
        proposals.assign(row=row, member=member, by=member_of(request), now=clock.now(), instead_of=instead_of)
    except ReviewRefused as refusal:
        if refusal.status == 404:
            raise Http404 from refusal
        form.add_error("address", refusal.sentence)
        context = display.arranging(row, now=clock.now(), form=form)
        return render(request, "reviews/arrange.html", context, status=refusal.status)
    messages.success(request, _("%(name)s is asked by mail.") % {"name": member.name})
    return redirect("reviews:arrange", row.pk)


@never_cache
@login_required
@require_POST
def priority(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is read first."""
    row = access.arranged(request, pk)
    form = PriorityForm(request.POST)
    if form.is_valid():
        rounds.prioritise(row=row, by=member_of(request), priority=form.cleaned_data["priority"])
        messages.success(request, _("Saved."))
    return redirect("reviews:arrange", row.pk)
