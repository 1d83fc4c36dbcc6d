"""Power needs more than a password: a second factor at the door, and a fresh proof before roles are given."""

import re
from collections.abc import Callable

from allauth.account.internal.flows import reauthentication
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from community.members import fresh_proof

# Reporting something is every member's, whatever else she may do.
GUARDED = re.compile(r"^/(cms|admin|[a-z]{2}/moderation(?!/(flag|mine)/))/")
# Where roles are given, one by one or in bulk: accounts and groups of the editors' room. Of the administration every
# form: it also holds addresses, factors and sessions of others.
ROLES = re.compile(r"^/(cms/(users|groups|bulk/members/user|bulk/auth/group)|admin(?!/(login|logout)/))/")
# What django-allauth guards itself, but only for who has a password or a factor to ask for.
ACCOUNT = re.compile(r"^/[a-z]{2}/accounts/(email|password/set|2fa|3rdparty|social/connections)/")


class SecondFactorMiddleware:
    """Lead an account that holds power, and has no second factor yet, to the page that sets one up.

    An account that has one was asked for it at login (django-allauth), whatever the door. Who sends a form that gives
    roles, or changes how an account is entered, proves again who she is; what she sent is kept meanwhile and then
    carried out.
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
        if request.method == "POST" and user.is_authenticated and _asks(request) and not fresh_proof.is_fresh(request):
            return fresh_proof.ask(request)
        return self.get_response(request)


def _asks(request: HttpRequest) -> bool:
    if settings.SECOND_FACTOR_REQUIRED and ROLES.match(request.path):
        return True
    return bool(ACCOUNT.match(request.path)) and not reauthentication.get_reauthentication_flows(request.user)
