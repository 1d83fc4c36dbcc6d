"""Rules of retention for what lower apps and libraries keep. Higher apps register their own."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.members.services import claims
from community.outbox.enums import MailState
from community.outbox.models import Mail
from community.personal_data import retention
from community.personal_data.enums import ArchiveState
from community.personal_data.models import Archive, RetentionRun


def unverified(before: datetime) -> "QuerySet[User]":
    """Accounts that never confirmed an address and never signed in."""
    verified = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return User.objects.filter(
        ~Exists(verified), date_joined__lt=before, last_login__isnull=True, is_staff=False, is_superuser=False
    )


def unused_sessions(before: datetime) -> "QuerySet[UserSession]":
    """Lines about sessions that ended, or that nobody used since."""
    return UserSession.objects.filter(last_seen_at__lt=before)


def ended_sessions(before: datetime) -> "QuerySet[Session]":
    """Sessions whose time is over."""
    return Session.objects.filter(expire_date__lt=before)


def settled_mail(before: datetime) -> "QuerySet[Mail]":
    """Lines of the ledger about mails that left, or will not."""
    return Mail.objects.exclude(state=MailState.OWED).filter(created_at__lt=before)


def dead_archives(before: datetime) -> "QuerySet[Archive]":
    """Archives whose link is dead."""
    return Archive.objects.filter(state=ArchiveState.READY, ready_at__lte=before)


def remove_archives(rows: "QuerySet[Archive]") -> int:
    """Delete the files; the line stays, so that the member sees that she had one."""
    count = 0
    for archive in rows.select_for_update():
        archive.file.delete(save=False)
        archive.state = ArchiveState.EXPIRED
        archive.save(update_fields=["file", "state"])
        count += 1
    return count


def old_runs(before: datetime) -> "QuerySet[RetentionRun]":
    """Records of old runs."""
    return RetentionRun.objects.filter(ran_at__lt=before)


def register() -> None:
    """Have these rules applied."""
    for name, title, old, remove in (
        ("unverified-accounts", _("Accounts whose address was never confirmed"), unverified, None),
        ("unused-sessions", _("Lines about where somebody was signed in"), unused_sessions, None),
        ("ended-sessions", _("Sessions that are over"), ended_sessions, None),
        ("settled-mail", _("The ledger of mails that left"), settled_mail, None),
        (
            "claim-documents",
            _("Documents of claims that were decided"),
            claims.decided_documents,
            claims.drop_documents,
        ),
        ("archives", _("Archives of members' own data"), dead_archives, remove_archives),
        ("retention-runs", _("Records of what retention did"), old_runs, None),
    ):
        retention.register(retention.Rule(name=name, title=title, old=old, remove=remove))
