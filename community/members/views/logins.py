"""The doors that Wagtail would open to a bare password lead to the one login there is."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache


@never_cache
def cms_login(request: HttpRequest) -> HttpResponse:
    """Lead to the one login there is; a signed-in member without rights in the back office is told so."""
    if request.user.is_authenticated:
        raise PermissionDenied(_("Your account has no rights in the editors' room."))
    return redirect_to_login(request.GET.get("next") or reverse("wagtailadmin_home"), reverse("account_login"))


@never_cache
def page_login(request: HttpRequest) -> HttpResponse:
    """Lead who wants to read a walled page to the one login there is."""
    return redirect_to_login(request.GET.get("next") or reverse("members:me"), reverse("account_login"))


def cms_password_reset(request: HttpRequest) -> HttpResponse:
    """Lead to the one password reset there is."""
    return redirect("account_reset_password")
