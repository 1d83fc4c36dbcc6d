"""The role grid of discussions: who may do what, seen by role."""

import pytest
from django.contrib.auth.models import AnonymousUser

from community.discussions import permissions
from community.discussions.models import Post, Thread
from community.discussions.services import threads
from community.members.enums import RoleGroup
from tests.factories import discussions as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

ROLES = ["anonymous", "suspended", "member", "asker", "editor", "organiser", "facilitator", "admin"]


def people(thread):
    return {
        "anonymous": AnonymousUser(),
        "suspended": UserFactory(is_active=False),
        "member": UserFactory(),
        "asker": thread.author,
        "editor": UserFactory(role=RoleGroup.EDITORS),
        "organiser": UserFactory(role=RoleGroup.ORGANISERS),
        "facilitator": UserFactory(role=RoleGroup.FACILITATORS),
        "admin": UserFactory(is_superuser=True),
    }


def allowed(rule, users, thing):
    return [role for role in ROLES if rule(users[role], thing)]


MEMBERS = ["member", "asker", "editor", "organiser", "facilitator", "admin"]


def test_a_public_thread():
    thread = made.thread()
    users, opening = people(thread), threads.opening(thread)
    assert allowed(permissions.can_read_space, users, thread.space) == ROLES
    assert allowed(permissions.can_read_thread, users, thread) == ROLES
    assert allowed(permissions.can_open_thread, users, thread.space) == MEMBERS
    assert allowed(permissions.can_reply_thread, users, thread) == MEMBERS
    assert allowed(permissions.can_mark_thread, users, thread) == ["asker", "facilitator", "admin"]
    assert allowed(permissions.can_edit_post, users, opening) == ["asker"]
    assert allowed(permissions.can_remove_post, users, opening) == ["asker"]


def test_a_thread_for_members():
    thread = made.thread(space=made.members_space())
    users = people(thread)
    assert allowed(permissions.can_read_space, users, thread.space) == MEMBERS
    assert allowed(permissions.can_read_thread, users, thread) == MEMBERS


def test_a_hidden_thread():
    thread = made.thread()
    thread.is_hidden = True
    users = people(thread)
    assert allowed(permissions.can_read_thread, users, thread) == ["facilitator", "admin"]
    assert allowed(permissions.can_reply_thread, users, thread) == []
    assert allowed(permissions.can_mark_thread, users, thread) == []


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("audience", ["public", "members"])
def test_queries_and_rules_agree(audience, hidden):
    thread = made.thread(space=made.SpaceFactory(audience=audience))
    Thread.objects.update(is_hidden=hidden)
    thread.refresh_from_db()
    for role, user in people(thread).items():
        rule = permissions.can_read_thread(user, thread)
        if role == "suspended":
            # A suspended account has no session any more; both ways it reads at most what everybody does.
            continue
        assert Thread.objects.readable(user).exists() == rule, role
        assert Post.objects.readable(user).exists() == rule, role
