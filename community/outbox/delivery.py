"""Paying the debts: claim, write, send, record. Safe to run many times, by many workers, killed at any moment.

A row is claimed for LEASE; a worker that dies leaves a claim that runs out, and the next worker sends the mail
under the same Message-ID. A worker that lives renews its claims as it goes, however slow the server, and leaves alone
what it lost meanwhile. A repeat on the wire is possible only between the server's acceptance and our record.
"""

import logging
import smtplib
import time
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F

from community.outbox import renderers
from community.outbox.enums import MailState
from community.outbox.models import Mail, Suppression
from foundation.mail import build

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
BACK_OFF = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20), timedelta(hours=2)]
BATCH = 200


def deliver_due(*, now: datetime, limit: int = BATCH) -> int:
    """Send up to `limit` mails that are owed by `now`, over one connection; return how many were claimed."""
    claimed = claim(now=now, limit=limit)
    _pay_all(claimed, now=now)
    return len(claimed)


def deliver_one(*, mail_id: int, now: datetime) -> None:
    """Send one mail if it is still owed, due and unclaimed."""
    _pay_all(claim(now=now, limit=1, mail_id=mail_id), now=now)


def claim(*, now: datetime, limit: int, mail_id: int | None = None) -> list[Mail]:
    """Take up to `limit` claimable rows for LEASE, so that no other worker takes them meanwhile."""
    with transaction.atomic():
        rows = Mail.objects.claimable(now=now).order_by("next_attempt_at", "id")
        if mail_id is not None:
            rows = rows.filter(pk=mail_id)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        mails = list(rows[:limit])
        Mail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
            claimed_until=now + LEASE, attempts=F("attempts") + 1
        )
    for mail in mails:
        mail.attempts += 1
        mail.claimed_until = now + LEASE
    return mails


def keep(mails: list[Mail], *, now: datetime) -> list[Mail]:
    """Return those of one claim's rows that are still this worker's, renewed once half of LEASE is over."""
    until = mails[0].claimed_until
    if until is None or until - now >= LEASE / 2:
        return mails
    with transaction.atomic():
        # Nobody else ever writes the same end of a claim: another claims only what ended before its own present.
        rows = Mail.objects.owed().filter(pk__in=[mail.pk for mail in mails], claimed_until=until)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        mine = set(rows.values_list("pk", flat=True))
        Mail.objects.filter(pk__in=mine).update(claimed_until=now + LEASE)
    kept = [mail for mail in mails if mail.pk in mine]
    for mail in kept:
        mail.claimed_until = now + LEASE
    return kept


def seconds() -> float:
    """Return a stopwatch's reading: how long a batch takes counts here, not what day it is."""
    return time.monotonic()


def _pay_all(claimed: list[Mail], *, now: datetime) -> None:
    if not claimed:
        return
    started, left = seconds(), claimed
    with get_connection() as server:
        while left and (left := keep(left, now=now + timedelta(seconds=seconds() - started))):
            _pay(left[0], now=now, server=server)
            left = left[1:]


def _pay(mail: Mail, *, now: datetime, server: BaseEmailBackend) -> None:
    try:
        if Suppression.objects.covering(mail).exists():
            _close(mail, MailState.SUPPRESSED, now=now)
            return
        letter = renderers.render(mail, now=now)
        if letter is None:
            _close(mail, MailState.DROPPED, now=now)
            return
        message = build(letter, recipient=mail.recipient, message_id=mail.message_id, language=mail.language)
        message.connection = server
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        _fail(mail, error, now=now, final=all(code >= 500 for code, _ in error.recipients.values()))
        return
    except Exception as error:
        # One poisoned mail must not keep the others waiting: it is tried again, then parked where staff see it.
        logger.exception("mail %s of kind %s was not sent", mail.pk, mail.kind)
        _fail(mail, error, now=now, final=False)
        return
    with transaction.atomic():
        if letter.on_sent is not None:
            letter.on_sent()
        _close(mail, MailState.SENT, now=now)


def _close(mail: Mail, state: MailState, *, now: datetime) -> None:
    # The context of a paid debt may name things or carry one-time links: it goes with the debt.
    Mail.objects.filter(pk=mail.pk, state=MailState.OWED).update(
        state=state, sent_at=now if state == MailState.SENT else None, claimed_until=None, context={}
    )


def _fail(mail: Mail, error: Exception, *, now: datetime, final: bool) -> None:
    parked = final or mail.attempts > len(BACK_OFF)
    wait = BACK_OFF[min(mail.attempts, len(BACK_OFF)) - 1]
    rows = Mail.objects.filter(pk=mail.pk, state=MailState.OWED)
    rows.update(
        state=MailState.PARKED if parked else MailState.OWED,
        next_attempt_at=now + wait,
        claimed_until=None,
        last_error=type(error).__name__,
        # Nothing will be written from it any more: see _close.
        **({"context": {}} if parked else {}),
    )
