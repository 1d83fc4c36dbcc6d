"""Owing the weekly digest: one row a member and week, whoever asks and however often."""

import zoneinfo
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from community.digests.enums import Frequency
from community.digests.models import Preference
from community.outbox.models import Mail
from community.outbox.services import debts

KIND = "digest.weekly"


def owe_due(*, now: datetime) -> int:
    """Owe this week's digest to everyone whose day and hour have come, in her own zone; return how many.

    After a pause of any length each member is owed the current week's digest only.
    """
    owed = 0
    for preference, period in _due(now=now):
        profile = preference.member.profile
        with transaction.atomic():
            mail = debts.owe(
                kind=KIND,
                recipient=preference.member.email,
                period=period,
                language=profile.interface_language,
                context={"member": preference.member_id},
                now=now,
            )
        owed += mail is not None
    return owed


def _due(*, now: datetime) -> Iterator[tuple[Preference, str]]:
    weekly = Preference.objects.filter(
        frequency=Frequency.WEEKLY, member__is_active=True, member__profile__isnull=False
    ).select_related("member__profile")
    recent = set(
        Mail.objects.filter(kind=KIND, created_at__gte=now - timedelta(days=15)).values_list("recipient", "period")
    )
    for preference in weekly.iterator():
        period = period_of(preference, now=now)
        if period is not None and (preference.member.email, period) not in recent:
            yield preference, period


def period_of(preference: Preference, *, now: datetime) -> str | None:
    """Return the week whose digest is due at `now`, as "2026-W48", or None while its day and hour have not come."""
    local = now.astimezone(zoneinfo.ZoneInfo(preference.member.profile.time_zone))
    if (local.weekday(), local.hour) < (preference.weekday, preference.hour):
        return None
    if preference.started_at.astimezone(local.tzinfo) > _moment(local, preference):
        return None
    year, week, _day = local.isocalendar()
    return f"{year}-W{week:02}"


def _moment(local: datetime, preference: Preference) -> datetime:
    monday = local - timedelta(days=local.weekday())
    day = monday + timedelta(days=preference.weekday)
    return day.replace(hour=preference.hour, minute=0, second=0, microsecond=0)
