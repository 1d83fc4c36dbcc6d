"""Doors to the library: the list, an item, its document, proposing, reviewing."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.members import drafts as kept_text
from community.members.contributions import ContributionRefused
from community.members.keeping import signed_out
from community.members.requests import member_of
from foundation import clock
from foundation.storage import hand_out
from home.library import comparing, facets
from home.library.enums import MOVES, WITH_REASON, State
from home.library.forms import EditForm, MoveForm, ProposeForm
from home.library.models import Item
from home.library.permissions import (
    can_correct_item,
    can_edit_item,
    can_move_item,
    can_review_items,
    can_withdraw_item,
)
from home.library.services import changes
from home.library.services import items as service
from home.library.services.refusals import LibraryRefused
from home.library.telling import TEXTS

PER_PAGE = 20
PLACE = "library item"


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is in the library, narrowed by words and facets that stand in the address."""
    asked = facets.Asked.from_query(request.GET)
    found = facets.find(Item.objects.public(), asked)
    page = Paginator(found.keys, PER_PAGE).get_page(request.GET.get("page"))
    rows = Item.objects.for_listing().in_bulk(list(page.object_list))
    waiting = Item.objects.waiting().count() if can_review_items(request.user) else None
    context = {
        "asked": asked,
        "facets": found.facets,
        "items": [rows[pk] for pk in page.object_list if pk in rows],
        "found": len(found.keys),
        "page_obj": page,
        "removals": facets.removals(found.facets, asked),
        "nearest": None if found.keys else facets.nearest(found, asked),
        "waiting": waiting,
    }
    return render(request, "library/index.html", context)


@never_cache
@require_safe
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """One item; what its reader may not see is not there."""
    return _item_page(request, _visible(request, slug))


def _visible(request: HttpRequest, slug: str) -> Item:
    return get_object_or_404(Item.objects.visible_to(request.user).for_listing(), slug=slug)


def _item_page(request: HttpRequest, row: Item, *, form: MoveForm | None = None, status: int = 200) -> HttpResponse:
    own = request.user.is_authenticated and row.proposer_id == request.user.pk
    reviews = can_review_items(request.user)
    moves = [State(to) for before, to in MOVES if before == row.state and can_move_item(request.user, row, to)]
    context = {
        "item": row,
        "form": form or (MoveForm() if moves else None),
        "moves": [(to, to in WITH_REASON) for to in moves],
        "log": row.moves.select_related("by") if own or reviews else [],
        "is_own": own,
        "own_wait": own and reviews and row.state == State.PROPOSED,
        "shows_proposer": reviews or own,
        "can_withdraw": can_withdraw_item(request.user, row),
        "can_edit": can_edit_item(request.user, row),
        "differences": comparing.differences(row.replaces, row) if row.replaces else [],
        "change": row.changes.first() if own or reviews else None,
    }
    return render(request, "library/item.html", context, status=status)


@never_cache
@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hand a document out as a download, to who may see its item."""
    row = _visible(request, slug)
    if not row.file:
        raise Http404
    name = f"{slugify(row.title, allow_unicode=True)[:80] or 'document'}.{row.ending}"
    try:
        response = hand_out(row.file, name=name)
    except FileNotFoundError:
        raise Http404 from None
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a document or a link."""
    here = reverse("library:propose")
    if not request.user.is_authenticated:
        return _signed_out(request, here=here, place=PLACE)
    member, now, status = member_of(request), clock.now(), 200
    initial = {"language": get_language(), **kept_text.kept(request, place=PLACE)}
    form = ProposeForm(request.POST or None, request.FILES or None, this_year=now.year, initial=initial)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = form.cleaned_data
            try:
                row = service.propose(
                    by=member, told=form.told(), document=values["file"], form_key=values["form_key"], now=now
                )
            except (LibraryRefused, ContributionRefused) as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                kept_text.drop(request, place=PLACE)
                messages.success(request, _("Proposed. A facilitator reads it; you get an e-mail when it is decided."))
                return redirect(row)
    context = {"form": form, "again": bool(request.FILES)}
    return render(request, "library/propose.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is told of an item; the change of a public one waits until somebody else has read it."""
    here = reverse("library:edit", args=[slug])
    if not request.user.is_authenticated:
        return _signed_out(request, here=here, place=here)
    row = _visible(request, slug)
    if not can_edit_item(request.user, row):
        raise Http404
    held = row.changes.first() or row if not can_correct_item(request.user, row) else row
    form = EditForm(
        request.POST or None,
        request.FILES or None,
        item=held,
        this_year=clock.now().year,
        initial=kept_text.kept(request, place=here),
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            return _changed(request, row, form, here)
        except (LibraryRefused, ContributionRefused) as refusal:
            if refusal.status == 404:
                raise Http404 from refusal
            form.add_error(None, refusal.sentence)
            status = refusal.status
    waits = row.state == State.PUBLIC and not can_correct_item(request.user, row)
    context = {"form": form, "item": row, "held": held, "waits": waits, "again": bool(request.FILES)}
    return render(request, "library/edit.html", context, status=status)


def _changed(request: HttpRequest, row: Item, form: EditForm, here: str) -> HttpResponse:
    document, by = form.cleaned_data["file"], member_of(request)
    made = changes.edit(item=row, by=by, told=form.told(), document=document, now=clock.now())
    kept_text.drop(request, place=here)
    waits = made.state == State.PROPOSED and made.proposer_id == by.pk
    messages.success(request, _("Saved. It waits until a facilitator has read it.") if waits else _("Saved."))
    return redirect(made)


def _signed_out(request: HttpRequest, *, here: str, place: str) -> HttpResponse:
    """Lead to the login; what was sent is kept until then."""
    if request.method != "POST":
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': here})}")
    fields: dict[str, Any] = {name: request.POST.get(name, "") for name in TEXTS}
    kept_text.keep(request, place=place, fields=fields | {"themes": request.POST.getlist("themes")})
    return signed_out(request, text=f"{fields['title']}\n\n{fields['description']}", back=here)


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What one proposed oneself, whatever became of it."""
    rows = Item.objects.proposed_by(request.user).order_by("-created_at", "-pk").for_listing()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "library/mine.html", {"page_obj": page})


@never_cache
@login_required
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """What waits for a facilitator, the oldest first."""
    if not can_review_items(request.user):
        raise Http404
    page = Paginator(Item.objects.waiting().for_listing(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "library/review.html", {"page_obj": page, "section": "moderation"})


@never_cache
@login_required
@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Decide on an item, archive it, bring it back."""
    row = _visible(request, slug)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _item_page(request, row, form=form, status=422)
    to, reason, read = (form.cleaned_data[name] for name in ("to", "reason", "read"))
    try:
        moved = service.move(item=row, to=to, by=member_of(request), reason=reason, read=read, now=clock.now())
    except LibraryRefused as refusal:
        if refusal.status == 404:
            raise Http404 from refusal
        form.add_error("reason" if refusal.status == 422 else None, refusal.sentence)
        return _item_page(request, _visible(request, slug), form=form, status=refusal.status)
    done = {
        State.PUBLIC: _("It is in the library."),
        State.DECLINED: _("Not accepted. The person who proposed it is told why."),
        State.ARCHIVED: _("Archived. It is no longer public."),
    }
    messages.success(request, done[State(to)])
    waits = can_review_items(request.user) and row.state == State.PROPOSED
    return redirect("library:review") if waits else redirect(moved)


@never_cache
@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take one's own proposal back."""
    row = _visible(request, slug)
    try:
        service.withdraw(item=row, by=member_of(request))
    except LibraryRefused as refusal:
        if refusal.status == 404:
            raise Http404 from refusal
        messages.error(request, refusal.sentence)
        return redirect(row)
    messages.success(request, _("Taken back. Nothing of it is kept."))
    return redirect("library:mine")
