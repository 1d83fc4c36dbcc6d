"""What happens by itself as the days of a discussion pass. Each step is done once, however often it is tried.

Whether members may write does not wait for this: posts ask the dates. What is done here is what others see of it.
"""

from datetime import datetime, timedelta

from django.db import transaction

from community.discussions.models import Thread
from community.ediscussions import emails
from community.ediscussions.models import EDiscussion, Proceedings
from community.ediscussions.services.summaries import phases_of

# So long before the consolidated reply is due its facilitators are reminded.
BEFORE = timedelta(days=3)
# A reminder that nobody could send in this time is not sent any more.
LATE = timedelta(days=6)
OVERDUE = timedelta(days=30)


def turn(*, now: datetime) -> int:
    """Open, lock and remind whatever is due; return for how many discussions something was done."""
    day = now.date()
    opening = EDiscussion.objects.filter(opened_at=None, starts_on__lte=day + timedelta(days=1))
    closing = EDiscussion.objects.filter(locked_at=None, ends_on__lt=day + timedelta(days=1))
    running = EDiscussion.objects.filter(
        starts_on__lte=day + timedelta(days=1), ends_on__gte=day - OVERDUE - timedelta(days=366)
    )
    turned = sum(_open(pk, now) for pk in opening.values_list("pk", flat=True))
    turned += sum(_lock(pk, now) for pk in closing.values_list("pk", flat=True))
    return turned + sum(_remind(pk, now) for pk in running.values_list("pk", flat=True))


def _held(pk: int) -> EDiscussion | None:
    return EDiscussion.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()


@transaction.atomic
def _open(pk: int, now: datetime) -> bool:
    """Bring a discussion to the top of lists and digests on its first day, and tell who follows it."""
    row = _held(pk)
    if row is None or row.opened_at is not None or row.today(now) < row.starts_on:
        return False
    row.opened_at = now
    row.save(update_fields=["opened_at"])
    if row.is_open(now):
        Thread.objects.filter(room__discussion=row, last_post_at__lt=row.opens_at).update(last_post_at=row.opens_at)
        emails.owe_opened(row, now=now)
    return True


@transaction.atomic
def _lock(pk: int, now: datetime) -> bool:
    """Close the threads once the last day is over."""
    row = _held(pk)
    if row is None or row.locked_at is not None or row.today(now) <= row.ends_on:
        return False
    row.locked_at = now
    row.save(update_fields=["locked_at"])
    Thread.objects.filter(room__discussion=row).update(is_closed=True)
    return True


@transaction.atomic
def _remind(pk: int, now: datetime) -> bool:
    """Remind facilitators of what they owe the members."""
    row = _held(pk)
    if row is None:
        return False
    today, owed = row.today(now), 0
    written = set(row.summaries.values_list("week", flat=True))
    for phase in phases_of(row, now):
        if phase.number not in written and phase.last <= today <= phase.last + LATE:
            owed += emails.owe_summary_due(row, phase, now=now)
    if today <= row.ends_on or Proceedings.objects.filter(discussion=row, published_at__isnull=False).exists():
        return owed > 0
    if row.reply_due_on - BEFORE <= today <= row.reply_due_on:
        owed += emails.owe_reply_due(row, now=now)
    if row.reply_due_on < today <= row.reply_due_on + OVERDUE:
        owed += emails.owe_reply_overdue(row, now=now)
    return owed > 0
