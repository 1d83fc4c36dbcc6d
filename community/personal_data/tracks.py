"""Where a member left tracks that no key leads to: mails to her addresses, sessions, logs, notes within versions."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from wagtail.models import COMMENTS_RELATION_NAME, ModelLogEntry, Revision

from community.members.models import Profile, User
from community.outbox.enums import MailState
from community.outbox.models import Mail, Suppression
from community.personal_data.models import FormerAddress

# The word that an address was taken away still goes to it.
LAST_WORD = timedelta(hours=1)


def addresses_of(member: User) -> list[str]:
    """Return every address the account has."""
    known = EmailAddress.objects.filter(user=member).values_list("email", flat=True)
    return sorted({member.email.lower(), *(address.lower() for address in known)})


def mails_of(member: User) -> "QuerySet[Mail]":
    """Return the ledger's rows to any address of the account, and to one it had while it had it."""
    return Mail.objects.annotate(lower=Lower("recipient")).filter(_to_her(member))


def suppressions_of(member: User) -> "QuerySet[Suppression]":
    """Return the suppressions of any address of the account, and of one it had while it had it."""
    return Suppression.objects.annotate(lower=Lower("recipient")).filter(_to_her(member))


def _to_her(member: User) -> Q:
    hers = Q(lower__in=addresses_of(member))
    for former in FormerAddress.objects.filter(member=member):
        hers |= Q(lower=former.address.lower(), created_at__lte=former.left_at + LAST_WORD)
    return hers


def erase_mail(member: User, now: datetime) -> None:
    """Blank the ledger's rows of a member: they keep that a mail left, not to whom; what is owed is dropped."""
    by_address: dict[str, list[int]] = {}
    for mail in mails_of(member).only("pk", "recipient"):
        by_address.setdefault(mail.recipient.lower(), []).append(mail.pk)
    for number, keys in enumerate(by_address.values()):
        rows = Mail.objects.filter(pk__in=keys)
        rows.filter(state=MailState.OWED).update(state=MailState.DROPPED)
        rows.update(recipient=f"erased-{member.pk}-{number}@erased.invalid", context={}, last_error="")


def erase_sessions(member: User, now: datetime) -> None:
    """Sign the member out everywhere."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in UserSession.objects.filter(user=member).values_list("session_key", flat=True):
        store(key).delete()


def erase_logs(member: User, now: datetime) -> None:
    """Remove the entries of the back offices' logs whose label is the member's name."""
    kinds = ContentType.objects.get_for_models(User, Profile).values()
    keys = {str(member.pk), str(getattr(getattr(member, "profile", None), "pk", ""))}
    ModelLogEntry.objects.filter(content_type__in=kinds, object_id__in=keys).delete()
    LogEntry.objects.filter(content_type__in=kinds, object_id__in=keys).delete()


def erase_notes(member: User, now: datetime) -> None:
    """Take the member's notes on drafts out of the versions of pages, where each version keeps a copy of them."""
    noted = Revision.objects.filter(**{f"content__{COMMENTS_RELATION_NAME}__0__isnull": False})
    for revision in noted.only("pk", "content").iterator():
        notes = revision.content[COMMENTS_RELATION_NAME]
        kept = [_without_replies(note, member.pk) for note in notes if note.get("user") != member.pk]
        if kept != notes:
            content = {**revision.content, COMMENTS_RELATION_NAME: kept}
            Revision.objects.filter(pk=revision.pk).update(content=content)


def _without_replies(note: dict[str, Any], author: int) -> dict[str, Any]:
    return {**note, "replies": [reply for reply in note.get("replies", []) if reply.get("user") != author]}
