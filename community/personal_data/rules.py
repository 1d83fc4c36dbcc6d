"""Rules of retention for what lower apps and libraries keep. Higher apps register their own."""

import logging
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, PageLogEntry

from community.members.models import Claim, LookingDay, User
from community.members.services import claims
from community.outbox.enums import MailState
from community.outbox.models import Mail
from community.personal_data import retention
from community.personal_data.enums import ArchiveState
from community.personal_data.models import Archive, FormerAddress, RetentionRun
from community.personal_data.services import erasures

logger = logging.getLogger(__name__)


def unverified(before: datetime) -> "QuerySet[User]":
    """Accounts that never confirmed an address and never signed in."""
    verified = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return User.objects.filter(
        ~Exists(verified), date_joined__lt=before, last_login__isnull=True, is_staff=False, is_superuser=False
    )


def erase_accounts(rows: "QuerySet[User]", now: datetime) -> int:
    """Erase accounts like any other: with what hangs on them, their mails and files, and a line in the ledger."""
    count = 0
    for pk in list(rows.values_list("pk", flat=True)):
        try:
            count += erasures.erase(member_id=pk, now=now)
        except Exception:
            logger.exception("account %s was not erased", pk)
    return count


def unused_sessions(before: datetime) -> "QuerySet[UserSession]":
    """Lines about sessions that began or were seen long ago and are over; a session that still lives keeps its line.

    When a session was last used is not written at each request, so its own row says whether it lives: that row goes a
    day after the session's end (`ended-sessions`).
    """
    living = Session.objects.filter(session_key=OuterRef("session_key"))
    return UserSession.objects.filter(~Exists(living), last_seen_at__lt=before)


def ended_sessions(before: datetime) -> "QuerySet[Session]":
    """Sessions whose time is over."""
    return Session.objects.filter(expire_date__lt=before)


def settled_mail(before: datetime) -> "QuerySet[Mail]":
    """Lines of the ledger about mails that left, or will not."""
    return Mail.objects.exclude(state=MailState.OWED).filter(created_at__lt=before)


def dead_archives(before: datetime) -> "QuerySet[Archive]":
    """Archives whose link is dead."""
    return Archive.objects.filter(state=ArchiveState.READY, ready_at__lte=before)


def remove_archives(rows: "QuerySet[Archive]", now: datetime) -> int:
    """Delete the files; the line stays, so that the member sees that she had one."""
    count = 0
    for archive in rows.select_for_update():
        archive.file.delete(save=False)
        archive.state = ArchiveState.EXPIRED
        archive.save(update_fields=["file", "state"])
        count += 1
    return count


def drop_documents(rows: "QuerySet[Claim]", now: datetime) -> int:
    """Delete the documents of claims; the decision and its reason stay."""
    return claims.drop_documents(rows)


def old_page_log(before: datetime) -> "QuerySet[PageLogEntry]":
    """What was done to pages in the editors' room."""
    return PageLogEntry.objects.filter(timestamp__lt=before)


def old_list_log(before: datetime) -> "QuerySet[ModelLogEntry]":
    """What was done to lists in the editors' room."""
    return ModelLogEntry.objects.filter(timestamp__lt=before)


def old_administration_log(before: datetime) -> "QuerySet[LogEntry]":
    """What was done in the administration."""
    return LogEntry.objects.filter(action_time__lt=before)


def old_looks(before: datetime) -> "QuerySet[LookingDay]":
    """Days on which somebody looked at profiles, with what was looked at."""
    return LookingDay.objects.filter(on__lt=before.date())


def unneeded_addresses(before: datetime) -> "QuerySet[FormerAddress]":
    """Former addresses to which no mail is kept any more."""
    return FormerAddress.objects.filter(left_at__lt=before)


def old_runs(before: datetime) -> "QuerySet[RetentionRun]":
    """Records of old runs."""
    return RetentionRun.objects.filter(ran_at__lt=before)


def register() -> None:
    """Have these rules applied."""
    for name, title, old, remove in (
        ("unverified-accounts", _("Accounts whose address was never confirmed"), unverified, erase_accounts),
        ("unused-sessions", _("Lines about where somebody was signed in"), unused_sessions, None),
        ("ended-sessions", _("Sessions that are over"), ended_sessions, None),
        ("settled-mail", _("The ledger of mails that left"), settled_mail, None),
        (
            "claim-documents",
            _("Documents of claims that were decided"),
            claims.decided_documents,
            drop_documents,
        ),
        ("archives", _("Archives of members' own data"), dead_archives, remove_archives),
        ("log-of-pages", _("Log of the editors' room: pages"), old_page_log, None),
        ("log-of-lists", _("Log of the editors' room: lists"), old_list_log, None),
        ("log-of-administration", _("Log of the administration"), old_administration_log, None),
        ("looks", _("Who looked at whose page"), old_looks, None),
        ("former-addresses", _("Addresses that accounts had before"), unneeded_addresses, None),
        ("retention-runs", _("Records of what retention did"), old_runs, None),
    ):
        retention.register(retention.Rule(name=name, title=title, old=old, remove=remove))
