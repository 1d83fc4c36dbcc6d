"""The back office: spaces. Those of groups are kept on the groups' own pages: here they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from community.discussions.models import Space

View = Callable[..., HttpResponseBase]


def outside_groups(view: View) -> View:
    """Let a view find no space of a group: an editor need not be in it, or know of it."""

    @wraps(view)
    def judged(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        named = kwargs.get("pk") or kwargs.get("object_id") or (args[0] if args else "")
        if str(named).isdigit() and Space.objects.filter(pk=int(named), group__isnull=False).exists():
            raise Http404
        return view(request, *args, **kwargs)

    return judged


class _OutsideGroups:
    def get_object_list(self) -> "QuerySet[Space]":
        """Spaces that belong to no group."""
        return Space.objects.filter(group__isnull=True)


class ChooseSpaceView(_OutsideGroups, ChooseView):
    """Choosing a space."""


class ChooseSpaceResultsView(_OutsideGroups, ChooseResultsView):
    """The spaces found."""


class SpaceChooserViewSet(SnippetChooserViewSet):
    """Choosing a space."""

    choose_view_class = ChooseSpaceView
    choose_results_view_class = ChooseSpaceResultsView

    def get_urlpatterns(self) -> Any:
        """Guard every address that names a space."""
        return _guarded(super().get_urlpatterns())


class SpaceViewSet(SnippetViewSet):
    """Rooms for threads."""

    model = Space
    icon = "comment"
    list_display = ("title_en", "audience", "is_open", "position")
    exclude_form_fields = ("group",)
    add_to_admin_menu = True
    chooser_viewset_class = SpaceChooserViewSet

    def get_queryset(self, request: HttpRequest) -> Any:
        """List what belongs to no group."""
        return Space.objects.filter(group__isnull=True)

    def get_urlpatterns(self) -> Any:
        """Guard every address that names a space."""
        return _guarded(super().get_urlpatterns())


def _guarded(patterns: Any) -> Any:
    for pattern in patterns:
        pattern.callback = outside_groups(pattern.callback)
    return patterns


register_snippet(SpaceViewSet)
