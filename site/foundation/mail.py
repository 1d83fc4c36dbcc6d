"""What a mail is, for any app: composing one from templates, and a folder as a mailbox for the demo."""

import mailbox
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.utils import formataddr, make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import timezone, translation

INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)


@dataclass(frozen=True)
class Letter:
    """A mail ready to go: its words, its extra headers, and what to write down once it was accepted."""

    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)
    on_sent: Callable[[], None] | None = None


def compose(
    template: str,
    context: dict[str, Any],
    *,
    language: str,
    zone: str = "UTC",
    headers: dict[str, str] | None = None,
    on_sent: Callable[[], None] | None = None,
) -> Letter:
    """Render `<template>.subject.txt`, `.txt` and `.html` in the reader's language and time zone.

    Args:
        template: path without ending, as in "events/emails/confirmed".
        context: what the templates read; `site_url` (no slash at the end) and `language` are added.
        language: one of settings.LANGUAGES.
        zone: IANA name of the reader's time zone.
        headers: further header fields, such as List-Unsubscribe.
        on_sent: called in the transaction that records the mail as sent.
    """
    with translation.override(language), timezone.override(zone):
        values = {"site_url": settings.SITE_URL, "language": language, **context}
        subject = " ".join(render_to_string(f"{template}.subject.txt", values).split())
        text = render_to_string(f"{template}.txt", values).strip() + "\n"
        html = INLINER.inline(render_to_string(f"{template}.html", {"subject": subject, **values}))
    return Letter(subject=subject, text=text, html=html, headers=headers or {}, on_sent=on_sent)


def new_message_id() -> str:
    """Return a fresh Message-ID on the site's own domain."""
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname or "localhost")


def build(letter: Letter, *, recipient: str, message_id: str, language: str) -> EmailMultiAlternatives:
    """Return the message to send: text first, HTML beside it, marked as automatic and with its language."""
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[recipient],
        headers={
            "Message-ID": message_id,
            "Content-Language": language,
            "Auto-Submitted": "auto-generated",
            **letter.headers,
        },
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def sender(name: str) -> str:
    """Return the site's address under another display name."""
    address = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    return formataddr((name, address))


class MaildirBackend(BaseEmailBackend):
    """Keep each mail as a file in a Maildir (settings.MAIL_DIR), which the demo shows at /dev/mail/."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages and return how many there were."""
        folder = open_folder()
        for message in email_messages:
            folder.add(mailbox.MaildirMessage(message.message().as_bytes()))
        return len(email_messages)


def open_folder() -> mailbox.Maildir:
    """Return the demo's mailbox, made if it is not there yet."""
    path = Path(settings.MAIL_DIR)
    path.parent.mkdir(parents=True, exist_ok=True)
    return mailbox.Maildir(path, create=True)
