"""Doors to groups for those who look after them. To everybody else these addresses lead nowhere."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.groups import display
from community.groups.forms import GroupForm, InvitationForm, NewGroupForm
from community.groups.models import Group, Membership
from community.groups.permissions import can_create_group
from community.groups.services import groups, memberships
from community.groups.services import invitations as inviting
from community.groups.services.refusals import GroupRefused
from community.members.contributions import ContributionRefused
from community.members.requests import member_of
from foundation import clock

Refused = (GroupRefused, ContributionRefused)
PER_PAGE = 20


def _managed(request: HttpRequest, slug: str) -> Group:
    return get_object_or_404(Group.objects.managed_by(request.user), slug=slug)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_group(request: HttpRequest) -> HttpResponse:
    """Open a group."""
    if not can_create_group(request.user):
        raise Http404
    form = NewGroupForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, None, 422 if form.errors else 200)
    member, fields = member_of(request), dict(form.cleaned_data)
    facilitator = fields.pop("facilitator") or member
    try:
        group = groups.open_group(by=member, facilitator=facilitator, fields=fields, now=clock.now())
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _form_page(request, form, None, refusal.status)
    messages.success(request, _("The group is open."))
    return redirect(group)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a group says and whom it lets in."""
    group = _managed(request, slug)
    form = GroupForm(request.POST or None, group=group)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, group, 422 if form.errors else 200)
    try:
        groups.change_group(group=group, by=member_of(request), fields=form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _form_page(request, form, group, refusal.status)
    messages.success(request, _("Saved."))
    return redirect(group)


def _form_page(request: HttpRequest, form: GroupForm, group: Group | None, status: int) -> HttpResponse:
    context: dict[str, Any] = display.standing(group, request.user) if group else {"section": "groups"}
    return render(request, "groups/form.html", {**context, "form": form}, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Archive a group, or let it live again: the question, and the answer."""
    group = _managed(request, slug)
    if request.method != "POST":
        return render(request, "groups/archive.html", display.standing(group, request.user))
    wanted = request.POST.get("archived") != "0"
    try:
        if wanted:
            groups.archive(group=group, by=member_of(request), now=clock.now())
        else:
            groups.unarchive(group=group, by=member_of(request))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The group is archived.") if wanted else _("The group lives again."))
    return redirect("groups:group", slug)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """Who asked to join, and the decision."""
    group = _managed(request, slug)
    if request.method == "POST":
        row = _row(request, group, request.POST.get("membership", ""))
        if request.POST.get("decision") == "approve":
            _carry_out(request, memberships.approve, _("Let in. We write to the member."), row, now=clock.now())
        else:
            _carry_out(request, memberships.refuse, _("Refused. We write to the member."), row, now=clock.now())
        return redirect("groups:requests", slug)
    rows = Membership.objects.waiting().filter(group=group).for_listing().order_by("asked_at", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    reader = display.Reader(request.user)
    context = {
        **display.standing(group, request.user),
        "page_obj": page,
        "seats": [display.seat(row, reader) for row in page.object_list],
    }
    return render(request, "groups/requests.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a member out: the question, and the answer."""
    group = _managed(request, slug)
    row = _row(request, group, str(pk))
    if request.method != "POST":
        return render(request, "groups/remove.html", {**display.standing(group, request.user), "seat": row})
    _carry_out(request, memberships.remove, _("Removed from the group."), row, now=clock.now())
    return redirect("groups:members", slug)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make a member a facilitator of the group, or a member again."""
    group = _managed(request, slug)
    row = _row(request, group, str(pk))
    if request.method == "POST":
        wanted = "facilitator" if request.POST.get("role") == "facilitator" else "member"
        _carry_out(request, memberships.give_role, _("Saved."), row, role=wanted)
    return redirect("groups:members", slug)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was invited, and more of them: one address or many, each wrong line named."""
    group, member, now = _managed(request, slug), member_of(request), clock.now()
    form, outcome, status = InvitationForm(initial={"language": group.language}), None, 200
    if request.method == "POST" and request.POST.get("withdraw", ""):
        row = group.invitations.filter(pk=_number(request.POST["withdraw"])).first()
        if row is None:
            raise Http404
        inviting.withdraw(invitation=row, by=member, now=now)
        messages.success(request, _("The invitation is taken back."))
        return redirect("groups:invitations", slug)
    if request.method == "POST":
        form, status = InvitationForm(request.POST), 422
        if form.is_valid():
            values = form.cleaned_data
            try:
                outcome = inviting.invite(
                    group=group, by=member, lines=values["addresses"], language=values["language"], now=now
                )
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                if not outcome.problems:
                    messages.success(request, _("Invited. We write to each address."))
                    return redirect("groups:invitations", slug)
                left = "\n".join(text for _number_of, text, _reason in outcome.problems)
                form = InvitationForm(initial={"addresses": left, "language": values["language"]})
    page = Paginator(group.invitations.standing(now=now), PER_PAGE).get_page(request.GET.get("page"))
    context = {**display.standing(group, request.user), "form": form, "outcome": outcome, "page_obj": page}
    return render(request, "groups/invitations.html", context, status=status)


@never_cache
@login_required
@require_safe
def members_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The member list as a table, for those who look after the group."""
    group = _managed(request, slug)
    response = HttpResponse(display.as_csv(group, request.user), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{group.slug}-members.csv"'
    return response


def _row(request: HttpRequest, group: Group, asked: str) -> Membership:
    rows = Membership.objects.select_related("member", "group").filter(group=group)
    return get_object_or_404(rows, pk=_number(asked))


def _number(asked: str) -> int:
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0


def _carry_out(
    request: HttpRequest, verb: Callable[..., Any], done: str, membership: Membership, **values: Any
) -> None:
    try:
        verb(membership=membership, by=member_of(request), **values)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
