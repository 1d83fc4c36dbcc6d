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
from community.members.disclosure import Reader
from community.members.enums import RoleGroup
from community.members.models import User
from community.members.models.user import MAY_ENTER
from community.members.requests import member_of
from community.members.services import accounts

PER_PAGE = 50
ROLE_NAMES = {role.value: role.label for role in RoleGroup}


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
        "rows": _rows(list(page.object_list), by=member_of(request)),
        "asked": asked,
        "breadcrumbs_items": [{"url": reverse("accounts:index"), "label": _("Members")}],
        "header_title": _("Members"),
        "header_icon": "user",
    }
    return render(request, "members/back_office/accounts.html", values)


def _rows(members: list[User], *, by: User) -> list[dict[str, Any]]:
    reader = Reader(by)
    entering = set(
        User.objects.filter(MAY_ENTER, pk__in=[member.pk for member in members]).values_list("pk", flat=True)
    )
    return [_row(member, by=by, reader=reader, enters=member.pk in entering) for member in members]


def _row(member: User, *, by: User, reader: Reader, enters: bool) -> dict[str, Any]:
    roles = [group.name for group in member.groups.all()]
    # Both were fetched for the whole page at once.
    member.group_names = frozenset(roles)
    member.enters_back_office = enters or member.is_staff or member.is_superuser
    return {
        "member": member,
        "roles": [ROLE_NAMES.get(role, role) for role in roles],
        "organisation": member.profile.organisation if reader.sees(member.profile, "organisation") else None,
        "may_close": permissions.can_close_account(by, member),
    }


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
