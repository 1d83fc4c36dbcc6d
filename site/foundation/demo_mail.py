"""The demo's mailbox, so that a newcomer sees the mails Corridor sends without a mail server."""

import email
import email.policy
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.mail import open_folder

SHOWN = 200


def _read(key: str) -> EmailMessage:
    try:
        raw = open_folder().get_bytes(key)
    except KeyError:
        raise Http404 from None
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  # what that policy makes
    return message


def _row(key: str, message: EmailMessage) -> dict[str, str | datetime]:
    return {
        "key": key,
        "to": str(message["To"]),
        "subject": str(message["Subject"]),
        "date": parsedate_to_datetime(str(message["Date"])),
    }


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List the newest mails, newest first."""
    keys = sorted(open_folder().keys(), reverse=True)
    rows = sorted((_row(key, _read(key)) for key in keys[:SHOWN]), key=lambda row: row["date"], reverse=True)
    return render(request, "foundation/demo_mail/inbox.html", {"rows": rows, "total": len(keys)})


@require_safe
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """Show one mail: its headers, its text, and its HTML in a frame of its own."""
    message = _read(key)
    text = message.get_body(("plain",))
    return render(
        request,
        "foundation/demo_mail/letter.html",
        {
            **_row(key, message),
            "headers": [(name, str(value)) for name, value in message.items()],
            "text": text.get_content() if text else "",
            "has_html": message.get_body(("html",)) is not None,
        },
    )


@require_safe
def letter_html(request: HttpRequest, key: str) -> HttpResponse:
    """Give the HTML part as the mail programme would show it, without scripts."""
    part = _read(key).get_body(("html",))
    if part is None:
        raise Http404
    response = HttpResponse(part.get_content())
    response._csp_replace = {  # type: ignore[attr-defined]  # django-csp's own door: mails style themselves inline
        "style-src": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'self'"],
    }
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
