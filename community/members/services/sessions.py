"""Ending sessions when what an account may do, or how it proves itself, changes."""

from allauth.usersessions.models import UserSession

from community.members.models import User


def end_one(*, member: User, pk: int) -> bool:
    """End one session of a member's own; return whether there was one of that number."""
    session = UserSession.objects.filter(user=member, pk=pk).first()
    if session is None:
        return False
    session.end()
    return True


def end_others(*, member: User, kept: str | None = None) -> int:
    """End every session of a member but the one with the key `kept`; return how many ended.

    Other devices find themselves signed out at their next request.
    """
    others = UserSession.objects.filter(user=member).exclude(session_key=kept or "")
    count = 0
    for session in others:
        session.end()
        count += 1
    return count
