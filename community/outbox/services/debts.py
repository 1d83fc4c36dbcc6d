"""Owing a mail: a row written in the same transaction as the data it tells of."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from community.outbox.models import Mail
from community.outbox.tasks import wake
from foundation.mail import new_message_id


def owe(
    *,
    kind: str,
    recipient: str,
    period: str,
    language: str,
    now: datetime,
    context: dict[str, Any] | None = None,
    after: timedelta = timedelta(0),
) -> Mail | None:
    """Write down that `recipient` is owed one mail of `kind` for `period`; None when it was owed already.

    Args:
        kind: names the renderer, as in "registration.confirmed".
        recipient: address.
        period: what makes the mail one of its kind ("2026-W48", "registration 12 confirmed 3").
        language: language of the mail, one of settings.LANGUAGES.
        now: the present.
        context: identifiers for the renderer, never secrets or text that may change.
        after: how long to wait before the first try.
    """
    rows = Mail.objects.bulk_create(
        [
            Mail(
                kind=kind,
                recipient=recipient,
                period=period,
                context=context or {},
                language=language,
                message_id=new_message_id(),
                next_attempt_at=now + after,
                created_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    mail = Mail.objects.filter(message_id=rows[0].message_id).first()
    if mail is not None and not after:
        mail_id = mail.pk
        transaction.on_commit(lambda: wake(mail_id=mail_id), robust=True)
    return mail
