"""Mails about one's own data: the archive is ready; the account will be erased."""

from datetime import datetime

from community.members.models import User
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from community.personal_data.models import Archive, ErasureRequest
from foundation.mail import Letter, compose

ARCHIVE_READY = "data.archive"
ERASURE_WANTED = "data.erasure"


def owe_archive_ready(archive: Archive, *, now: datetime) -> None:
    """Owe the member the news that her archive can be fetched."""
    _owe(ARCHIVE_READY, archive.member, f"archive {archive.pk}", {"archive": archive.pk}, now)


def owe_erasure_wanted(request: ErasureRequest, *, now: datetime) -> None:
    """Owe the member the date of her erasure, and the way back."""
    period = f"erasure {request.member_id} {request.wanted_at.isoformat()}"
    _owe(ERASURE_WANTED, request.member, period, {"member": request.member_id}, now)


def archive_ready(mail: Mail, now: datetime) -> Letter | None:
    """Say where the archive is, while it can be fetched."""
    archive = Archive.objects.select_related("member__profile").filter(pk=mail.context.get("archive")).first()
    if archive is None or not archive.is_open(now=now) or not archive.member.is_active:
        return None
    return compose(
        "personal_data/emails/archive_ready",
        {"archive": archive},
        language=mail.language,
        zone=archive.member.profile.time_zone,
    )


def erasure_wanted(mail: Mail, now: datetime) -> Letter | None:
    """Say when the account goes, while it is still to go."""
    rows = ErasureRequest.objects.select_related("member__profile")
    request = rows.filter(member_id=mail.context.get("member")).first()
    if request is None:
        return None
    return compose(
        "personal_data/emails/erasure_wanted",
        {"request": request},
        language=mail.language,
        zone=request.member.profile.time_zone,
    )


def register() -> None:
    """Tell the outbox who writes these mails."""
    renderers.register(ARCHIVE_READY, archive_ready)
    renderers.register(ERASURE_WANTED, erasure_wanted)


def _owe(kind: str, member: User, period: str, context: dict[str, int], now: datetime) -> None:
    debts.owe(
        kind=kind,
        recipient=member.email,
        period=period,
        language=member.profile.interface_language,
        now=now,
        context=dict(context),
    )
