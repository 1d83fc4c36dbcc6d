"""Reporting a contribution."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _

from community.members import pacing
from community.members.contributions import ContributionRefused
from community.members.models import User
from community.moderation.contributions import ADAPTERS, Case
from community.moderation.models import Decision, Flag
from community.moderation.permissions import can_flag_contribution


class NotFlaggable(ContributionRefused):
    """It is one's own, or it was hidden or removed meanwhile."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("This cannot be reported: it is your own, or it was hidden or removed meanwhile."))


@transaction.atomic
def flag(*, case: Case, reporter: User, reason: str, note: str, now: datetime) -> Flag:
    """Report a contribution to the facilitators. Reporting it again changes nothing and gives the first report.

    Raises:
        NotFlaggable: its author, or its state, is against it.
    """
    member = pacing.enter(reporter)
    known = Flag.objects.on(case.target).filter(reporter=member).first()
    if known is not None and known.decision_id is None:
        return known
    fresh = ADAPTERS[case.kind].cases([case.pk]).get(case.pk)
    if fresh is None or not can_flag_contribution(member, fresh) or not ADAPTERS[case.kind].readable(member, fresh):
        raise NotFlaggable
    if known is not None:
        # Decided before, and reported anew: the row says what is open now; the decision stays in the history.
        known.reason, known.note, known.created_at, known.decision = reason, note, now, None
        known.full_clean(exclude=["decision"])
        known.save()
        return known
    made = Flag(reporter=member, reason=reason, note=note, created_at=now, **target_of(case.target))
    made.full_clean(exclude=["decision"])
    made.save()
    return made


def target_of(row: models.Model) -> dict[str, object]:
    """Return what points at a contribution."""
    return {"content_type": ContentType.objects.get_for_model(row), "object_id": row.pk}


@transaction.atomic
def forget(*, target: models.Model) -> None:
    """Delete the flags and decisions on a contribution that was deleted."""
    Flag.objects.on(target).delete()
    Decision.objects.on(target).delete()
