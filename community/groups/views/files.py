"""Doors to the files of a group: for its members, never at an address of their own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.groups import display
from community.groups.forms import FileForm
from community.groups.models import Group, GroupFile
from community.groups.permissions import can_manage_group, can_remove_file, can_write_in_group
from community.groups.services import files as service
from community.groups.services.refusals import GroupRefused
from community.members.contributions import ContributionRefused
from community.members.requests import member_of
from foundation import clock
from foundation.storage import hand_out

PER_PAGE = 20


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, slug: str) -> HttpResponse:
    """A group's files, and a new one."""
    group = get_object_or_404(Group.objects.open_to(request.user), slug=slug)
    form, status = FileForm(), 200
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        status = 422
        if form.is_valid():
            kind, content = form.cleaned_data["file"]
            title = form.cleaned_data["title"]
            try:
                service.keep(
                    group=group, by=member_of(request), title=title, kind=kind, content=content, now=clock.now()
                )
            except (GroupRefused, ContributionRefused) as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The file is there for the members of the group."))
                return redirect("groups:files", group.slug)
    manages = can_manage_group(request.user, group)
    writes = can_write_in_group(request.user, group)
    page = Paginator(group.files.select_related("uploader"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **display.standing(group, request.user),
        "form": form if writes else None,
        "page_obj": page,
        "rows": [(row, manages or (writes and row.uploader_id == request.user.pk)) for row in page.object_list],
    }
    return render(request, "groups/files.html", context, status=status)


@never_cache
@login_required
@require_safe
def file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Download a file."""
    row = get_object_or_404(GroupFile.objects.readable(request.user), pk=pk, group__slug=slug)
    name = f"{slugify(row.title, allow_unicode=True)[:80] or 'file'}.{row.kind}"
    try:
        return hand_out(row.file, name=name)
    except FileNotFoundError:
        raise Http404 from None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a file away: the question, and the answer."""
    rows = GroupFile.objects.readable(request.user).select_related("group")
    row = get_object_or_404(rows, pk=pk, group__slug=slug)
    if not can_remove_file(request.user, row):
        raise Http404
    if request.method != "POST":
        return render(request, "groups/remove_file.html", {**display.standing(row.group, request.user), "file": row})
    try:
        service.remove(file=row, by=member_of(request))
    except (GroupRefused, ContributionRefused) as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Removed."))
    return redirect("groups:files", slug)
