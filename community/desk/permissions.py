"""Who may do what at the desk. For lists the same rules are queries: `Question.objects.readable(user)`."""

from typing import Any

from community.desk.enums import Outcome
from community.desk.models import Question, Route
from community.desk.querysets import is_member, keeps_desk


def can_read_question(user: Any, question: Question) -> bool:
    """Who asked it, the expert it was passed on to and who did not give it back, facilitators."""
    return Question.objects.readable(user).filter(pk=question.pk).exists()


def can_route_question(user: Any, question: Question) -> bool:
    """Facilitators."""
    return keeps_desk(user)


def can_answer_question(user: Any, question: Question) -> bool:
    """The expert whose answer it waits for, and facilitators; nobody her own."""
    if question.asker_id == user.pk or not question.is_waiting:
        return False
    return keeps_desk(user) or can_decline_question(user, question)


def can_decline_question(user: Any, question: Question) -> bool:
    """The expert whose answer it waits for."""
    return is_member(user) and Route.objects.filter(question=question, expert=user.pk, outcome=Outcome.OPEN).exists()


def can_settle_question(user: Any, question: Question) -> bool:
    """Who asked it says whether it was answered and what others may read."""
    return is_member(user) and question.asker_id == user.pk


def can_close_question(user: Any, question: Question) -> bool:
    """Who asked it, and facilitators."""
    return can_settle_question(user, question) or keeps_desk(user)


def can_see_desk(user: Any) -> bool:
    """Facilitators."""
    return keeps_desk(user)
