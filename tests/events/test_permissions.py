"""Who may do what: the grid."""

import pytest
from django.contrib.auth.models import AnonymousUser

from community.members.enums import RoleGroup
from events import permissions
from events.enums import RegistrationState
from tests.factories import events as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def reader(role):
    if role == "anonymous":
        return AnonymousUser()
    if role == "inactive":
        return UserFactory(is_active=False)
    if role == "administrator":
        return UserFactory(is_superuser=True)
    return UserFactory(role=RoleGroup(role)) if role != "member" else UserFactory()


@pytest.mark.parametrize(
    ("role", "register", "organise"),
    [
        ("anonymous", False, False),
        ("inactive", False, False),
        ("member", True, False),
        ("Organisers", True, True),
        ("Editors", True, True),
        ("Facilitators", True, True),
        ("administrator", True, True),
    ],
)
def test_each_role_may_do_what_it_may(role, register, organise):
    page, user = made.exchange(), reader(role)
    assert permissions.can_register_exchange(user, page) is register
    assert permissions.can_see_registrations(user) is organise
    assert permissions.can_see_participants(user, None) is organise
    assert permissions.can_cancel_registration(user, None) is False
    assert permissions.can_download_calendar(user, None) is False


@pytest.mark.parametrize(
    ("state", "cancel", "calendar"),
    [
        (RegistrationState.CONFIRMED, True, True),
        (RegistrationState.WAITING, True, False),
        (RegistrationState.CANCELLED, False, False),
    ],
)
def test_ones_own_registration_opens_what_its_state_allows(state, cancel, calendar):
    row = made.registered(made.exchange())
    row.state = state
    assert permissions.can_cancel_registration(row.member, row) is cancel
    assert permissions.can_download_calendar(row.member, row) is calendar
    assert permissions.can_see_participants(row.member, row) is calendar


@pytest.mark.parametrize("role", ["anonymous", "member"])
def test_somebody_elses_registration_opens_nothing(role):
    row, other = made.registered(made.exchange()), reader(role)
    assert permissions.can_cancel_registration(other, row) is False
    assert permissions.can_download_calendar(other, row) is False
    assert permissions.can_see_participants(other, row) is False


def test_nobody_registers_for_what_is_not_published():
    assert permissions.can_register_exchange(UserFactory(), made.exchange(live=False)) is False
