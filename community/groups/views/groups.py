"""Doors to groups: reading."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.groups import display
from community.groups.forms import JoinForm
from community.groups.models import Group
from community.groups.permissions import can_create_group


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The groups that this reader may know of, her own first."""
    context = display.listing(request.user, request.GET.get("page"))
    context |= {"can_create": can_create_group(request.user), "section": "groups"}
    return render(request, "groups/index.html", context)


@never_cache
@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """A group's landing page; one that this reader may not know of looks like none."""
    found = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    return render(request, "groups/group.html", {**display.landing(found, request.user), "form": JoinForm()})
