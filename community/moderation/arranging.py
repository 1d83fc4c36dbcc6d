"""Doors to the tools by which facilitators put threads in order."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.discussions.models import Post, Thread
from community.members.contributions import ContributionRefused
from community.members.requests import member_of
from community.moderation.enums import Action
from community.moderation.forms import MoveForm, SplitForm, ThreadNumberForm, ThreadToolForm
from community.moderation.permissions import can_arrange_thread
from community.moderation.services import threads
from foundation import clock

SWITCHES = {Action.LOCK.value, Action.REOPEN.value, Action.PIN.value, Action.UNPIN.value}


@never_cache
@login_required
@require_safe
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that can be done to a thread."""
    return _page(request, _thread(request, pk))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: HttpRequest, pk: int, tool: str) -> HttpResponse:
    """Use one of the tools."""
    found = _thread(request, pk)
    forms = _forms(request, found, tool, request.POST)
    if tool not in forms:
        raise Http404
    if request.method != "POST":
        return redirect("moderation:thread", pk)
    form = forms[tool]
    if not form.is_valid():
        return _page(request, found, tool=tool, form=form, status=422)
    try:
        return redirect(_use(request, found, tool, form))
    except ContributionRefused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, found, tool=tool, form=form, status=refusal.status)


def _use(request: HttpRequest, found: Thread, tool: str, form: Form) -> Thread:
    values = {"actor": member_of(request), "now": clock.now(), "reason": form.cleaned_data["reason"]}
    verbs: dict[str, Callable[[], Any]] = {
        "move": lambda: threads.move(thread=found, space=form.cleaned_data["space"], **values),
        "merge": lambda: threads.merge(thread=found, into=_other(request, form), **values),
        "split": lambda: threads.split(post=_post(found, form), title=form.cleaned_data["title"], **values),
    }
    made = verbs[tool]() if tool in verbs else threads.change(thread=found, action=tool, **values)
    messages.success(request, _("Done. It stands in the log of decisions."))
    return made if isinstance(made, Thread) else found


class NoSuchThread(ContributionRefused):
    """There is none of that number, for this facilitator."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("There is no thread with this number. Look at its address again."))


class NoSuchPost(ContributionRefused):
    """There is none of that number in this thread."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("There is no answer with this number in the thread. Look at its link again."))


def _other(request: HttpRequest, form: Form) -> Thread:
    rows = Thread.objects.readable(request.user).select_related("space__group")
    found = rows.filter(pk=form.cleaned_data["into"]).first()
    if found is None:
        raise NoSuchThread
    return found


def _post(thread: Thread, form: Form) -> Post:
    found = thread.posts.select_related("thread").filter(pk=form.cleaned_data["post"]).first()
    if found is None:
        raise NoSuchPost
    return found


def _thread(request: HttpRequest, pk: int) -> Thread:
    if not can_arrange_thread(request.user):
        raise PermissionDenied
    return get_object_or_404(Thread.objects.readable(request.user).select_related("space__group"), pk=pk)


def _forms(request: HttpRequest, found: Thread, tool: str = "", data: Any = None) -> dict[str, Any]:
    """Return the form of each tool, in the order of the page; `data` is for the one that was sent."""
    switch = Action.REOPEN if found.is_closed else Action.LOCK
    pin = Action.UNPIN if found.is_pinned else Action.PIN
    kinds: dict[str, Callable[..., Form]] = {
        pin.value: ThreadToolForm,
        switch.value: ThreadToolForm,
        "move": lambda *args, **kwargs: MoveForm(*args, user=request.user, here=found.space, **kwargs),
        "split": SplitForm,
        "merge": ThreadNumberForm,
    }
    # What somebody else switched meanwhile is no mistake of the sender's: the service says that it is so already.
    if tool in SWITCHES:
        kinds.setdefault(tool, ThreadToolForm)
    return {name: form(data if name == tool and data else None, auto_id=f"{name}_%s") for name, form in kinds.items()}


def _page(
    request: HttpRequest, found: Thread, *, tool: str = "", form: Form | None = None, status: int = 200
) -> HttpResponse:
    words = {
        "pin": (_("Pin to the top of its space"), "btn-outline-primary"),
        "unpin": (_("No longer pin"), "btn-outline-primary"),
        "lock": (_("Close the thread"), "btn-outline-primary"),
        "reopen": (_("Open it again"), "btn-outline-primary"),
        "move": (_("Move to another space"), "btn-outline-primary"),
        "split": (_("Make an answer a thread of its own"), "btn-outline-primary"),
        "merge": (_("Merge into another thread"), "btn-outline-danger"),
    }
    tools = [
        {
            "name": name,
            "form": form if name == tool and form else empty,
            "title": words[name][0],
            "look": words[name][1],
        }
        for name, empty in _forms(request, found).items()
    ]
    context = {"thread": found, "tools": tools, "form": form, "used": tool, "section": "moderation"}
    return render(request, "moderation/thread.html", context, status=status)
