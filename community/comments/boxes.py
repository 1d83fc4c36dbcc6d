"""Comments and their form, as a page's template and the page of a comment that could not be sent show them."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from community.comments import closing, display
from community.comments.forms import CommentForm
from community.comments.models import PageComment
from community.comments.permissions import can_reply_comment
from community.comments.services.comments import DEEPEST
from community.following.display import wish
from community.members import drafts, speaking
from community.members.contributions import quote
from foundation import clock

# Ids of the fields: a page may have another form.
FORM_ID = "comment_%s"


def place_of(page: Page) -> str:
    """Name the form below a page among the texts kept for a reader."""
    return f"page {page.pk}"


def box(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Return the comments on a page that is being read, and the form for members."""
    if not getattr(page, "takes_comments", False):
        return {"takes_comments": False}
    source = page.source
    user, now = request.user, clock.now()
    standing = closing.standing(source, now=now)
    context: dict[str, Any] = {
        "takes_comments": True,
        "page": page,
        "reading": display.read(source, user, request.GET.get(display.PARAMETER), now, is_open=standing.is_open),
        "standing": standing,
    }
    if user.is_authenticated and standing.is_open:
        organisations = speaking.offered_to(user, now=now)
        kept = drafts.kept(request, place=place_of(page))
        answered = asked(source, request.GET.get("reply_to") or kept.get("parent"), user)
        quoted = {"text": quote(answered.comment)} if answered and request.GET.get("quote") and not kept else {}
        initial = {**quoted, **kept, "parent": answered.pk if answered else None}
        context["form"] = CommentForm(initial=initial, auto_id=FORM_ID, organisations=organisations)
        context["wish"] = wish(user, "page", source.pk)
        context["answered"] = answered
    return context


def asked(source: Page, number: Any, user: Any) -> PageComment | None:
    """Return the comment that a reader wants to answer, if it is on this page and she can."""
    text = str(number or "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return None
    found = PageComment.objects.on(source).select_related("user").filter(pk=int(text)).first()
    return found if found is not None and can_reply_comment(user, found, deepest=DEEPEST) else None
