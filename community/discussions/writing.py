"""Doors to discussions: writing. A text that could not be written is always shown again."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.discussions import similar
from community.discussions.forms import ReplyForm, ThreadForm
from community.discussions.models import TITLE_LENGTH, Post, Thread
from community.discussions.pages import place_of_reply, rows_for_page, thread_page
from community.discussions.permissions import can_edit_post, can_remove_post
from community.discussions.services import posts, threads
from community.members import drafts, speaking
from community.members.contribution_forms import EditForm
from community.members.contributions import WAITS, ContributionRefused, ContributionState
from community.members.keeping import signed_out
from community.members.requests import member_of
from community.territories.models import Territory
from foundation import clock

NEW = "new thread"
FIELDS = ("title", "text", "kind", "space", "language", "submission")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_thread(request: HttpRequest) -> HttpResponse:
    """Open a thread: the form, and what it sends."""
    if not request.user.is_authenticated:
        return _stranger(request)
    organisations = speaking.offered_to(request.user, now=clock.now())
    if request.method != "POST":
        form = ThreadForm(user=member_of(request), initial=_initial(request), organisations=organisations)
        return _new_thread_page(request, form)
    form = ThreadForm(request.POST, request.FILES, user=member_of(request), organisations=organisations)
    if not form.is_valid():
        return _new_thread_page(request, form, status=422)
    if "preview" in request.POST:
        return _new_thread_page(request, form, preview=form.preview)
    if not form.cleaned_data.pop("seen") and (found := similar.to(form.cleaned_data["title"], request.user)):
        # First what was asked before; sent again, it is opened.
        form.mark_seen()
        return _new_thread_page(request, form, found=found)
    try:
        thread = threads.open_thread(author=member_of(request), now=clock.now(), **form.cleaned_data)
    except ContributionRefused as refusal:
        form.refuse(refusal)
        return _new_thread_page(request, form, status=refusal.status)
    drafts.drop(request, place=NEW)
    if thread.is_held:
        messages.info(request, WAITS)
    else:
        messages.success(request, _("Your thread is open. Members who follow its themes read of it in their digest."))
    return redirect(thread)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a thread or one of its posts."""
    now = clock.now()
    thread = get_object_or_404(rows_for_page(request.user), pk=pk)
    if request.method != "POST":
        return redirect(f"{thread.get_absolute_url()}#reply")
    if not request.user.is_authenticated:
        fields = {name: request.POST.get(name, "") for name in ("text", "language", "submission", "parent")}
        drafts.keep(request, place=place_of_reply(thread), fields=fields)
        return signed_out(request, text=fields["text"], back=f"{thread.get_absolute_url()}#reply")
    form = ReplyForm(request.POST, request.FILES, organisations=speaking.offered_to(request.user, now=now))
    if not form.is_valid():
        return thread_page(request, thread, form=form, status=422)
    if "preview" in request.POST:
        return thread_page(request, thread, form=form, preview=form.preview)
    values = form.cleaned_data
    number = values.pop("parent")
    parent = get_object_or_404(thread.posts.shown_to(request.user), pk=number) if number else None
    try:
        post = posts.reply(thread=thread, parent=parent, author=member_of(request), now=now, **values)
    except ContributionRefused as refusal:
        form.refuse(refusal)
        return thread_page(request, thread, form=form, status=refusal.status)
    drafts.drop(request, place=place_of_reply(thread))
    if post.state == ContributionState.HELD:
        messages.info(request, WAITS)
    else:
        messages.success(request, _("Posted."))
    return redirect(post)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own post."""
    post = get_object_or_404(Post.objects.readable(request.user).select_related("thread__space__group"), pk=pk)
    if not can_edit_post(request.user, post):
        raise Http404
    form = EditForm(request.POST or None, initial={"text": post.text, "language": post.language})
    context: dict[str, Any] = {"form": form, "post": post, "thread": post.thread, "section": "discussions"}
    if request.method != "POST" or not form.is_valid():
        return render(request, "discussions/edit_post.html", context, status=422 if form.errors else 200)
    try:
        posts.edit_own(post=post, author=member_of(request), now=clock.now(), **form.cleaned_data)
    except ContributionRefused as refusal:
        form.add_error(None, refusal.sentence)
        return render(request, "discussions/edit_post.html", context, status=refusal.status)
    messages.success(request, _("Saved."))
    return redirect(post)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own post away: the question, and the answer."""
    post = get_object_or_404(Post.objects.readable(request.user).select_related("thread__space__group"), pk=pk)
    if not can_remove_post(request.user, post):
        raise Http404
    if request.method != "POST":
        context = {"post": post, "thread": post.thread, "section": "discussions"}
        return render(request, "discussions/remove_post.html", context)
    try:
        posts.remove_own(post=post, author=member_of(request))
    except ContributionRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Removed. A line stays in its place, so that the replies can be followed."))
    still = Post.objects.readable(request.user).filter(pk=post.pk).exists()
    thread = Thread.objects.readable(request.user).select_related("space").filter(pk=post.thread_id).first()
    return redirect(post if still else thread or reverse("discussions:index"))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answered(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a thread has its answer, or that it waits again."""
    rows = Thread.objects.readable(request.user).select_related("space__group")
    thread = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return redirect(thread)
    wanted = request.POST.get("answered") != "0"
    try:
        threads.mark_answered(thread=thread, member=member_of(request), answered=wanted)
    except ContributionRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Marked as answered.") if wanted else _("Marked as waiting for an answer."))
    return redirect(thread)


def _stranger(request: HttpRequest) -> HttpResponse:
    back = reverse("discussions:new_thread")
    if request.method == "POST":
        fields: dict[str, Any] = {name: request.POST.get(name, "") for name in FIELDS}
        drafts.keep(request, place=NEW, fields={**fields, "themes": request.POST.getlist("themes")})
        return signed_out(request, text=fields["text"], title=fields["title"], back=back)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('account_login')}?{urlencode({'next': back + query})}")


def _initial(request: HttpRequest) -> dict[str, Any]:
    asked = {
        "title": request.GET.get("title", "")[:TITLE_LENGTH],
        "space": request.GET.get("space", "")[:60],
        "themes": request.GET.getlist("theme")[:10],
        "territories": _named(request.GET.get("territory", "")),
    }
    return {**asked, **drafts.kept(request, place=NEW)}


def _named(slug: str) -> str:
    """Return the name of a territory as the form takes it; empty for a slug that nobody has."""
    territory = Territory.objects.filter(slug=slug[:80]).first() if slug else None
    return territory.name if territory is not None else ""


def _new_thread_page(
    request: HttpRequest,
    form: ThreadForm,
    *,
    preview: str = "",
    found: list[similar.Similar] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "preview": preview, "similar": found, "section": "discussions"}
    return render(request, "discussions/new_thread.html", context, status=status)
