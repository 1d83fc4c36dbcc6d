"""The list of members in the back office: names, where they work, whether the account is open. No addresses."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.members import permissions
from community.members.models import User
from community.members.requests import member_of
from community.members.services import accounts

PER_PAGE = 50


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Members, by name."""
    if not permissions.can_see_accounts(member_of(request)):
        raise PermissionDenied
    asked = request.GET.get("q", "").strip()[:120]
    rows = User.objects.select_related("profile__organisation").prefetch_related("groups").order_by("name", "pk")
    if asked:
        rows = rows.filter(name__icontains=asked)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    values = {
        "page_obj": page,
        "rows": [_row(member, by=member_of(request)) for member in page.object_list],
        "asked": asked,
        "breadcrumbs_items": [{"url": reverse("accounts:index"), "label": _("Members")}],
        "header_title": _("Members"),
        "header_icon": "user",
    }
    return render(request, "members/back_office/accounts.html", values)


def _row(member: User, *, by: User) -> dict[str, Any]:
    roles = [group.name for group in member.groups.all()]
    member.group_names = frozenset(roles)  # fetched for the whole page at once
    return {"member": member, "roles": roles, "may_close": permissions.can_close_account(by, member)}


@never_cache
@require_POST
def set_active(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Close an account or open it again."""
    by = member_of(request)
    if not permissions.can_see_accounts(by):
        raise PermissionDenied
    member = get_object_or_404(User, pk=pk)
    try:
        accounts.set_active(member=member, active=verb == "open", by=by)
    except accounts.NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("The account is open again.") if verb == "open" else _("The account is closed."))
    return redirect("accounts:index")
