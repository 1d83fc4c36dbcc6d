"""Applying the rules of retention, with a record of what they did."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from community.personal_data import retention
from community.personal_data.models import RetentionRun

logger = logging.getLogger(__name__)


def apply_all(*, now: datetime, dry_run: bool = False) -> list[RetentionRun]:
    """Apply each rule in a transaction of its own, and write down what it found and removed.

    A rule that fails is logged and applied again the next night; the others do not wait for it.

    Args:
        now: the present.
        dry_run: only count.
    """
    runs = []
    for rule in retention.rules():
        try:
            runs.append(_apply(rule, now=now, dry_run=dry_run))
        except Exception:
            logger.exception("the rule %s was not applied", rule.name)
    return runs


@transaction.atomic
def _apply(rule: retention.Rule, *, now: datetime, dry_run: bool) -> RetentionRun:
    days = settings.RETENTION_DAYS[rule.name]
    rows = rule.old(now - timedelta(days=days))
    found = rows.count()
    removed = 0
    if found and not dry_run:
        if rule.remove is not None:
            removed = rule.remove(rows, now)
        else:
            rows.delete()
            removed = found
    return RetentionRun.objects.create(
        rule=rule.name, ran_at=now, is_dry_run=dry_run, days=days, found=found, removed=removed
    )
