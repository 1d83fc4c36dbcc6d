"""The answer to a text that was sent after the session had ended."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


def signed_out(request: HttpRequest, *, text: str, back: str, title: str = "") -> HttpResponse:
    """Show the typed text with the way to sign in; `back` leads to the form, which has the text again then."""
    login = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': back})}"
    context = {"text": text, "title": title, "login": login}
    return render(request, "members/signed_out.html", context, status=403)
