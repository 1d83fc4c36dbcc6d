"""Who may do what with calls. For lists the same rules are queries on `Answer.objects`."""

from typing import Any

from home.calls.models import Answer, Call, Panelist
from home.library.validators import is_editor
from home.submissions.permissions import is_author


def can_make_call(user: Any) -> bool:
    """Facilitators and editors."""
    return user.is_authenticated and (user.is_facilitator or is_editor(user))


def can_manage_call(user: Any, call: Call) -> bool:
    """Who may make calls looks after all of them, so that none is orphaned."""
    return can_make_call(user)


def can_judge_answer(user: Any, answer: Answer) -> bool:
    """Members of the panel who did not write it."""
    return Answer.objects.judged_by(user).filter(pk=answer.pk).exists() and not is_author(user, answer.submission)


def can_see_ranking(user: Any, call: Call) -> bool:
    """Who looks after the call; when she judges too, once she has settled every answer herself."""
    if not can_manage_call(user, call):
        return False
    seat = Panelist.objects.filter(call=call, member=user.pk).first()
    return seat is None or not unsettled(seat).exists()


def unsettled(seat: Panelist) -> Any:
    """The answers a judge has neither scored nor declared a conflict on; her own work is none of them."""
    conflicts = seat.declarations.filter(has_conflict=True).values("answer")
    rows = Answer.objects.handed_in().filter(call=seat.call_id)
    rows = rows.exclude(pk__in=seat.scores.values("answer")).exclude(pk__in=conflicts)
    return rows.exclude(pk__in=Answer.objects.written_by(seat.member).values("pk")) if seat.member else rows
