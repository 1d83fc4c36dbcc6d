"""Doors to a submission as a whole: the list, how it stands, sending, taking back, archiving."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.members.models import User
from community.members.requests import member_of
from foundation import clock
from home.submissions import access, guide
from home.submissions.enums import State
from home.submissions.models import Submission
from home.submissions.services import drafts, moves, sending
from home.submissions.services.refusals import Incomplete, SubmissionRefused

PER_PAGE = 20


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What sharing a practice means, and one's own practices."""
    rows = Submission.objects.written_by(request.user).for_listing()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "submissions/index.html", {"section": "practices", "page_obj": page})


@never_cache
@login_required
@require_safe
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """How it stands."""
    row = access.visible(request, pk)
    return standing_page(request, row)


def standing_page(request: HttpRequest, row: Submission, *, status: int = 200, **more: Any) -> HttpResponse:
    context = guide.standing(row, by=member_of(request), now=clock.now())
    return render(request, "submissions/submission.html", context | more, status=status)


@never_cache
@login_required
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The story as readers would see it."""
    row = access.visible(request, pk)
    story = drafts.text_of(row)
    response: HttpResponse = story.make_preview_request(request, "")
    return response


def _moved(request: HttpRequest, pk: int, act: Callable[[Submission, User], Submission], done: str) -> HttpResponse:
    row = access.visible(request, pk)
    try:
        row = act(row, member_of(request))
    except Incomplete as refusal:
        return standing_page(request, row, status=refusal.status, refusal=refusal.sentence)
    except SubmissionRefused as refusal:
        if refusal.status == 404:
            raise Http404 from refusal
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect(row)


@never_cache
@login_required
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it to the reviewers."""
    done = _("Sent. Two people read it, neither of them an author. You hear from us at every step.")
    return _moved(request, pk, lambda row, by: sending.send(submission=row, by=by, now=clock.now()), done)


@never_cache
@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back before anybody read it."""
    done = _("It is a draft again.")
    return _moved(request, pk, lambda row, by: sending.take_back(submission=row, by=by, now=clock.now()), done)


@never_cache
@login_required
@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it away."""

    def act(row: Submission, by: User) -> Submission:
        return moves.by_member(submission=row, to=State.ARCHIVED, by=by, now=clock.now())

    return _moved(request, pk, act, _("Archived. Its text and history are kept."))


@never_cache
@login_required
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an archived story public again."""

    def act(row: Submission, by: User) -> Submission:
        return moves.by_member(submission=row, to=State.PUBLIC, by=by, now=clock.now())

    return _moved(request, pk, act, _("It is public again."))
