"""Doors to comments. The page itself shows them; here they are written, changed and found."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from community.comments import boxes, display
from community.comments.forms import CommentForm
from community.comments.models import PageComment
from community.comments.permissions import can_edit_comment, can_read_page, can_remove_comment
from community.comments.services import comments
from community.members import drafts, speaking
from community.members.contribution_forms import EditForm
from community.members.contributions import WAITS, ContributionRefused, ContributionState
from community.members.keeping import signed_out
from community.members.requests import member_of
from foundation import clock


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, page_id: int) -> HttpResponse:
    """Comment on a page, or answer a comment on it."""
    page = _readable_page(request, page_id)
    back = f"{page.get_url(request)}#reply"
    if request.method != "POST":
        return redirect(back)
    if not request.user.is_authenticated:
        fields = {name: request.POST.get(name, "") for name in ("text", "language", "submission", "parent")}
        drafts.keep(request, place=boxes.place_of(page), fields=fields)
        return signed_out(request, text=fields["text"], back=back)
    organisations = speaking.offered_to(request.user, now=clock.now())
    form = CommentForm(request.POST, request.FILES, auto_id=boxes.FORM_ID, organisations=organisations)
    if not form.is_valid():
        return _write_page(request, page, form, status=422)
    values = form.cleaned_data
    if "preview" in request.POST:
        return _write_page(request, page, form, preview=form.preview)
    number = values.pop("parent")
    known = PageComment.objects.on(page.source).shown_to(request.user)
    parent = get_object_or_404(known, pk=number) if number else None
    try:
        comment = comments.write(page=page, author=member_of(request), parent=parent, now=clock.now(), **values)
    except ContributionRefused as refusal:
        form.refuse(refusal)
        return _write_page(request, page, form, status=refusal.status)
    drafts.drop(request, place=boxes.place_of(page))
    if comment.state == ContributionState.HELD:
        messages.info(request, WAITS)
    else:
        messages.success(request, _("Posted."))
    return redirect(comment)


@never_cache
@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from the lasting address of a comment to its place below its page."""
    found, source = _readable_comment(request, pk)
    page = display.version_for(source, get_language() or "en")
    number = display.page_of(found, source, request.user)
    query = f"?{display.PARAMETER}={number}" if number > 1 else ""
    return redirect(f"{page.get_url(request)}{query}#comment-{found.pk}")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own comment."""
    found, source = _readable_comment(request, pk)
    if not can_edit_comment(request.user, found):
        raise Http404
    form = EditForm(request.POST or None, initial={"text": found.comment, "language": found.language})
    context: dict[str, Any] = {"form": form, "comment": found, "source": source}
    if request.method != "POST" or not form.is_valid():
        return render(request, "comments/edit.html", context, status=422 if form.errors else 200)
    try:
        comments.edit_own(comment=found, author=member_of(request), now=clock.now(), **form.cleaned_data)
    except ContributionRefused as refusal:
        form.add_error(None, refusal.sentence)
        return render(request, "comments/edit.html", context, status=refusal.status)
    messages.success(request, _("Saved."))
    return redirect(found)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own comment away: the question, and the answer."""
    found, source = _readable_comment(request, pk)
    if not can_remove_comment(request.user, found):
        raise Http404
    if request.method != "POST":
        return render(request, "comments/remove.html", {"comment": found, "source": source})
    try:
        comments.remove_own(comment=found, author=member_of(request))
    except ContributionRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Removed. A line stays in its place, so that the replies can be followed."))
    still = PageComment.objects.filter(pk=pk).exists()
    return redirect(found if still else f"{source.get_url(request)}#comments")


def _readable_page(request: HttpRequest, page_id: int) -> Any:
    page = Page.objects.filter(pk=page_id).specific().first()
    if page is None or not getattr(page, "takes_comments", False) or not can_read_page(request.user, page):
        raise Http404
    return page


def _readable_comment(request: HttpRequest, pk: int) -> tuple[PageComment, Page]:
    found = get_object_or_404(PageComment.objects.shown_to(request.user).select_related("user"), pk=pk)
    return found, _readable_page(request, int(found.object_pk))


def _write_page(
    request: HttpRequest, page: Any, form: CommentForm, *, preview: str = "", status: int = 200
) -> HttpResponse:
    answered = boxes.asked(page.source, form["parent"].value(), request.user)
    context = {"page": page, "form": form, "answered": answered, "preview": preview, "section": page.section}
    return render(request, "comments/write.html", context, status=status)
