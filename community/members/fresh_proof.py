"""A fresh proof of who sits at the keyboard, before what cannot be undone: by password, by factor, or by a mailed code.

django-allauth asks for a password or a factor, and asks nothing of an account that has neither, as one that came by
single sign-on. Such an account is sent a code here.
"""

import secrets
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

# The public decorator guards single views of others with other questions; the state it keeps is the same.
from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import reauthentication
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from community.members.requests import member_of

View = Callable[..., HttpResponseBase]

CODE_KEY = "fresh_proof_code"
CODE_LIVES = 10 * 60
MOST_TRIES = 3
DIGITS = 6


def is_fresh(request: HttpRequest) -> bool:
    """Return whether the reader proved herself lately, by any way."""
    if reauthentication.get_reauthentication_flows(request.user):
        return bool(reauthentication.did_recently_reauthenticate(request))
    proofs = [each for each in get_authentication_records(request, request.user) if each.get("reauthenticated")]
    return bool(proofs) and time.time() - proofs[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def ask(request: HttpRequest) -> HttpResponse:
    """Lead to the question that fits the account; what was sent is kept, and carried out after it."""
    known = bool(reauthentication.get_reauthentication_flows(request.user))
    door = "account_reauthenticate" if known else "members:confirm_by_code"
    return reauthentication.suspend_request(request, reverse(door))


def required(*, allow_get: bool = False) -> Callable[[View], View]:
    """Let a view run only after a fresh proof. allow_get: reading needs none."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if (allow_get and request.method in {"GET", "HEAD"}) or is_fresh(request):
                return view(request, *args, **kwargs)
            return ask(request)

        return guarded

    return decorate


def send_code(request: HttpRequest) -> bool:
    """Mail a new code to the account's own address; False when there were too many. The session keeps its digest."""
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        return False
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    request.session[CODE_KEY] = {"digest": _digest(request, code), "at": time.time(), "tries": 0}
    get_adapter(request).send_mail("members/emails/confirm_code", member_of(request).email, {"code": code})
    return True


def is_code_sent(request: HttpRequest) -> bool:
    """Return whether a code is out that can still be used."""
    kept: dict[str, Any] = request.session.get(CODE_KEY) or {"tries": MOST_TRIES, "at": 0}
    return bool(kept["tries"] < MOST_TRIES and time.time() - kept["at"] < CODE_LIVES)


def try_code(request: HttpRequest, code: str) -> bool:
    """Take the code as proof if it is the one that was sent; each code has MOST_TRIES tries and works once."""
    if not is_code_sent(request):
        return False
    kept: dict[str, Any] = request.session[CODE_KEY]
    request.session[CODE_KEY] = {**kept, "tries": kept["tries"] + 1}
    if not constant_time_compare(kept["digest"], _digest(request, "".join(code.split()))):
        return False
    del request.session[CODE_KEY]
    record_authentication(request, request.user, method="code", reauthenticated=True)
    return True


def _digest(request: HttpRequest, code: str) -> str:
    return salted_hmac("community.members.fresh_proof", f"{request.user.pk}:{code}", algorithm="sha256").hexdigest()
