"""What becomes of reports: enough of them hide something at once, and a facilitator's decision settles them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from community.moderation import emails, trust
from community.moderation.contributions import PUBLIC, Case
from community.moderation.enums import Action
from community.moderation.models import Decision, Flag, Repair
from community.moderation.querysets import on
from community.moderation.services import log

RIGHT = frozenset({Action.HIDE})
WITHOUT_GROUND = frozenset({Action.DISMISS, Action.RESTORE})


def weigh(*, case: Case, now: datetime) -> Decision | None:
    """Hide a contribution once enough members reported it, until a facilitator decides; None while they are too few.

    Reports older than the author's own change were about other words. Who had changed it once gets no second time:
    then it stays hidden until the decision. Call it under the lock of its place.
    """
    if case.kind not in PUBLIC:
        return None
    repair = Repair.objects.on(case.target).open().first()
    if reports_that_count(case, since=repair.repaired_at if repair else None) < settings.REPORTS_TO_HIDE:
        return None
    if PUBLIC[case.kind].hide(case, reason=_words(case.language), now=now) is None:
        return None
    if repair is None:
        repair = Repair(opened_at=now, until=now + timedelta(hours=settings.REPAIR_HOURS), **on(case.target))
    else:
        repair.until, repair.repaired_at = now, None
    repair.save()
    decision = log.write(target=case.target, action=Action.AUTO_HIDE, actor=None, reason="", now=now)
    emails.owe(decision, case, now=now)
    emails.alert(decision, case, now=now)
    return decision


def reports_that_count(case: Case, *, since: datetime | None = None) -> int:
    """Return how many members' open reports count towards hiding. since: older ones do not."""
    rows = Flag.objects.on(case.target).open().filter(reporter__is_active=True)
    if since is not None:
        rows = rows.filter(created_at__gt=since)
    reporters = list(rows.values_list("reporter", flat=True))
    return len(set(reporters) - trust.unfounded_reporters(reporters))


def _words(language: str) -> str:
    # Readers of one place read one line: it is written in the language of the contribution.
    with translation.override(language or "en"):
        return _("Several members reported it. A facilitator decides.")


def settle(*, target: models.Model, decision: Decision) -> None:
    """Close the reports and the author's time to change with a decision, and note who had been right.

    What its author has changed meanwhile proves no report wrong.
    """
    flags = Flag.objects.on(target).open()
    repairs = Repair.objects.on(target).open()
    if decision.action in RIGHT:
        flags.update(upholds=F("upholds") + 1)
    elif decision.action in WITHOUT_GROUND and not repairs.repaired().exists():
        flags.update(dismissals=F("dismissals") + 1)
    flags.update(decision=decision)
    repairs.update(decision=decision)
