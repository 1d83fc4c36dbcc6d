"""Keeping the promise of an answer in time: reminding the expert, then raising the question again."""

from datetime import datetime

from community.desk import emails, locks
from community.desk.enums import Outcome, State
from community.desk.models import Question, Route
from community.desk.services import steps

PROMISED = (State.ASKED, State.ROUTED)


def remind(*, now: datetime) -> int:
    """Owe a reminder to each expert whose last day has begun, once a route; return how many are owed now."""
    due = Route.objects.filter(outcome=Outcome.OPEN, expert__isnull=False, reminded_at__isnull=True, remind_at__lte=now)
    count = 0
    for pk, question_id in due.order_by("remind_at", "pk").values_list("pk", "question_id"):
        with locks.question_lock(question_id):
            route = due.select_related("expert__profile", "question").filter(pk=pk).first()
            if route is None:
                continue
            route.reminded_at = now
            route.save(update_fields=["reminded_at"])
            # Who got it on its last day has just read in the first mail until when.
            if route.routed_at < route.remind_at:
                emails.owe_reminder(route, now=now)
                count += 1
    return count


def raise_late(*, now: datetime) -> int:
    """Raise again what was not answered in time: back to the facilitators, its asker told; return how many."""
    late = Question.objects.filter(state__in=PROMISED, due_at__lte=now)
    count = 0
    for pk in list(late.values_list("pk", flat=True)):
        with locks.question_lock(pk) as held:
            if held is None or held.state not in PROMISED or held.due_at > now:
                continue
            steps.end_route(held, Outcome.LAPSED)
            steps.take(held, State.RAISED, by=None, now=now)
            emails.owe_waiting(held, now=now)
            emails.owe_raised(held, now=now)
            count += 1
    return count
