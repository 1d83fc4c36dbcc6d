"""The answer to a text that was sent after the session had ended."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from community.members import drafts


def signed_out(request: HttpRequest, *, text: str, back: str, title: str = "") -> HttpResponse:
    """Show the typed text with the way to sign in; `back` leads to the form, which has the text again then."""
    login = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': back})}"
    context = {"text": text, "title": title, "login": login}
    return render(request, "members/signed_out.html", context, status=403)


def strangers_door(
    request: HttpRequest, *, place: str, fields: Iterable[str], text: str, back: str = "", title: str = ""
) -> HttpResponse:
    """Answer who is not signed in: what she sent is kept until she is, otherwise she is led to the login.

    Args:
        request: hers.
        place: names the form among the texts kept for a reader.
        fields: names of the fields to keep.
        text, title: names of those that are shown again.
        back: where the form is; the page that was asked for, if it is empty.
    """
    if request.method != "POST":
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}")
    sent = {name: request.POST.get(name, "") for name in fields}
    drafts.keep(request, place=place, fields=sent)
    return signed_out(request, text=sent.get(text, ""), title=sent.get(title, ""), back=back or request.path)
