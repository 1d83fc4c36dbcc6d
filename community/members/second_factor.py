"""Power needs more than a password: a second factor at the door, and a fresh proof before roles are given."""

import re
from collections.abc import Callable

# The public decorator guards single views; the back offices' views are not ours to decorate.
from allauth.account.internal.flows import reauthentication
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

GUARDED = re.compile(r"^/(cms|admin|[a-z]{2}/moderation)/")
# Where roles are given, one by one or in bulk: accounts and groups of the editors' room. Of the administration every
# form: it also holds addresses, factors and sessions of others.
ROLES = re.compile(r"^/(cms/(users|groups|bulk/members/user|bulk/auth/group)|admin(?!/(login|logout)/))/")


class SecondFactorMiddleware:
    """Lead an account that holds power, and has no second factor yet, to the page that sets one up.

    An account that has one was asked for it at login (django-allauth), whatever the door. Who sends a form that gives
    roles proves again who she is; what she sent is kept meanwhile and then carried out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle the request, or lead away from it."""
        user = request.user
        if (
            settings.SECOND_FACTOR_REQUIRED
            and GUARDED.match(request.path)
            and user.is_authenticated
            and user.needs_second_factor
            and not user.has_second_factor
        ):
            messages.warning(request, _("Set up a second factor first: your role needs one."))
            return redirect("mfa_index")
        if (
            settings.SECOND_FACTOR_REQUIRED
            and request.method == "POST"
            and user.is_authenticated
            and ROLES.match(request.path)
            and not reauthentication.did_recently_reauthenticate(request)
        ):
            return reauthentication.suspend_request(request, reverse("account_reauthenticate"))
        return self.get_response(request)
