"""Reporting a contribution, and forgetting what was said of one that is gone."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from community.members import pacing
from community.members.contributions import ContributionRefused
from community.members.models import User
from community.moderation.contributions import ADAPTERS, Case
from community.moderation.models import Appeal, Flag, Remark, Repair
from community.moderation.permissions import can_flag_contribution
from community.moderation.querysets import on
from community.moderation.services import reports


class NotFlaggable(ContributionRefused):
    """It is one's own, or it was hidden or removed meanwhile."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("This cannot be reported: it is your own, or it was hidden or removed meanwhile."))


def flag(*, case: Case, reporter: User, reason: str, note: str, now: datetime) -> Flag:
    """Report a contribution to the facilitators. Reporting it again changes nothing and gives the first report.

    The report that makes them enough hides it: see `reports.weigh`.

    Raises:
        NotFlaggable: its author, or its state, is against it.
    """
    with ADAPTERS[case.kind].lock(case):
        member = pacing.enter(reporter)
        known = Flag.objects.on(case.target).filter(reporter=member).first()
        if known is not None and known.decision_id is None:
            return known
        fresh = ADAPTERS[case.kind].cases([case.pk]).get(case.pk)
        if fresh is None or not can_flag_contribution(member, fresh) or not ADAPTERS[case.kind].readable(member, fresh):
            raise NotFlaggable
        # Decided before, and reported anew: the row says what is open now; the decision stays in the history.
        made = known or Flag(reporter=member, **on(case.target))
        made.reason, made.note, made.created_at, made.decision = reason, note, now, None
        made.full_clean(exclude=["decision"])
        made.save()
        reports.weigh(case=fresh, now=now)
    return made


@transaction.atomic
def forget(*, target: models.Model) -> None:
    """Delete what was said of a contribution that was deleted. The decisions on it stay: the log is only added to."""
    Flag.objects.on(target).delete()
    Repair.objects.on(target).delete()
    Appeal.objects.on(target).delete()
    Remark.objects.filter(**on(target)).delete()
