"""Applying the rules of retention, with a record of what they did."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from community.personal_data import retention
from community.personal_data.models import RetentionRun


def apply_all(*, now: datetime, dry_run: bool = False) -> list[RetentionRun]:
    """Apply each rule in a transaction of its own, and write down what it found and removed.

    Args:
        now: the present.
        dry_run: only count.
    """
    return [_apply(rule, now=now, dry_run=dry_run) for rule in retention.rules()]


@transaction.atomic
def _apply(rule: retention.Rule, *, now: datetime, dry_run: bool) -> RetentionRun:
    days = settings.RETENTION_DAYS[rule.name]
    rows = rule.old(now - timedelta(days=days))
    found = rows.count()
    removed = 0
    if found and not dry_run:
        if rule.remove is not None:
            removed = rule.remove(rows)
        else:
            rows.delete()
            removed = found
    return RetentionRun.objects.create(
        rule=rule.name, ran_at=now, is_dry_run=dry_run, days=days, found=found, removed=removed
    )
