"""Who may do what at exchanges. Pure: what is needed is handed in."""

from typing import TYPE_CHECKING, Any

from community.members.enums import RoleGroup

if TYPE_CHECKING:
    from events.models import ExchangePage, Registration


def can_register_exchange(user: Any, exchange: "ExchangePage") -> bool:
    """Any member may ask for a place at a published exchange; the service judges time and seats."""
    return bool(user.is_authenticated and user.is_active and exchange.live)


def can_cancel_registration(user: Any, registration: "Registration | None") -> bool:
    """One's own place, nobody else's."""
    return bool(user.is_authenticated and registration and registration.is_active and registration.member_id == user.pk)


def can_download_calendar(user: Any, registration: "Registration | None") -> bool:
    """Those who have a place."""
    return bool(
        user.is_authenticated and registration and registration.is_confirmed and registration.member_id == user.pk
    )


def can_see_participants(user: Any, registration: "Registration | None") -> bool:
    """Names: those who have a place themselves, and those who organise. registration: the user's own, if any."""
    return can_download_calendar(user, registration) or can_see_registrations(user)


def can_see_registrations(user: Any) -> bool:
    """Names of those who come: organisers; editors, facilitators and administrators with a second factor."""
    if not (user.is_authenticated and user.is_active):
        return False
    return RoleGroup.ORGANISERS in user.group_names or user.holds_role(RoleGroup.FACILITATORS, RoleGroup.EDITORS)
