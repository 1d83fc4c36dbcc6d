"""Power needs a second factor at every door, and a fresh proof before roles are given."""

import pytest
from allauth.mfa import signals as mfa
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.comments.permissions import can_read_page
from community.members.enums import RoleGroup
from events.permissions import can_see_participants
from tests.factories import discussions, events, stories
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "corridor-test"


def signed_in(user):
    user.emailaddress_set.get_or_create(email=user.email, verified=True, primary=True)
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


def signed_in_at_once(user):
    """Sign in without the login's questions, with the line that lists the session."""
    client = Client()
    client.force_login(user)
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key=client.session.session_key, user_agent="test")
    return client


def is_signed_in(client):
    return client.get("/en/me/").status_code == 200


def test_a_facilitator_without_a_second_factor_reads_like_any_member(client):
    thread = discussions.thread()
    post = discussions.post(thread, text="To be hidden.")
    type(post).objects.filter(pk=post.pk).update(state="hidden")
    client.force_login(UserFactory(role=RoleGroup.FACILITATORS, second_factor=False))
    assert "To be hidden." not in client.get(thread.get_absolute_url()).content.decode()
    client.force_login(UserFactory(role=RoleGroup.FACILITATORS))
    assert "To be hidden." in client.get(thread.get_absolute_url()).content.decode()


def test_giving_a_role_asks_for_the_password_and_then_does_it(client):
    admin, member = UserFactory(is_superuser=True, is_staff=True), UserFactory()
    group = Group.objects.get_or_create(name=RoleGroup.FACILITATORS.value)[0]
    client.force_login(admin)
    address = reverse("wagtailusers_users:edit", args=[member.pk])
    data = {"email": member.email, "name": member.name, "groups": [group.pk], "is_active": "on"}
    asked = client.post(address, data)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert not member.groups.exists()
    client.post(asked.url, {"password": PASSWORD})
    assert list(member.groups.all()) == [group]


def test_giving_a_role_to_many_at_once_asks_for_the_password_and_signs_them_out(client):
    admin, member = UserFactory(is_superuser=True, is_staff=True), UserFactory()
    there = signed_in(member)
    group = Group.objects.get_or_create(name=RoleGroup.FACILITATORS.value)[0]
    client.force_login(admin)
    address = reverse("wagtail_bulk_action", args=["members", "user", "assign_role"]) + f"?id={member.pk}"
    asked = client.post(address, {"role": group.pk})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert not member.groups.exists()
    back = client.post(asked.url, {"password": PASSWORD})
    assert back.url == address
    client.post(address, {"role": group.pk})
    assert list(member.groups.all()) == [group]
    assert not is_signed_in(there)


@pytest.mark.parametrize("verb", ["add", "remove", "clear", "set"])
def test_a_role_changed_from_its_own_side_signs_its_members_out(verb):
    group = Group.objects.get_or_create(name=RoleGroup.EDITORS.value)[0]
    member, other = UserFactory(), UserFactory()
    if verb in {"remove", "clear"}:
        group.user_set.add(member)
    there, elsewhere = signed_in_at_once(member), signed_in_at_once(other)
    {
        "add": lambda: group.user_set.add(member),
        "remove": lambda: group.user_set.remove(member),
        "clear": group.user_set.clear,
        "set": lambda: group.user_set.set([member]),
    }[verb]()
    assert not is_signed_in(there)
    assert is_signed_in(elsewhere)


@pytest.mark.parametrize(
    "table", ["account/emailaddress", "mfa/authenticator", "usersessions/usersession", "socialaccount/socialaccount"]
)
@pytest.mark.parametrize("door", ["", "add/"])
def test_the_administrations_tables_of_addresses_and_factors_ask_for_the_password(client, table, door):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    asked = client.post(f"/admin/{table}/{door}", {"action": "delete_selected", "_selected_action": "1"})
    assert asked.url.startswith(reverse("account_reauthenticate"))


def test_a_role_given_or_taken_signs_the_member_out_everywhere():
    member = UserFactory()
    first, second = signed_in(member), signed_in(member)
    member.groups.add(Group.objects.get_or_create(name=RoleGroup.EDITORS.value)[0])
    assert not is_signed_in(first)
    assert not is_signed_in(second)


def test_a_new_second_factor_signs_out_the_other_devices_and_not_this_one(rf):
    member = UserFactory()
    here, elsewhere = signed_in(member), signed_in(member)
    request = rf.get("/")
    request.session = here.session
    mfa.authenticator_added.send(sender=None, request=request, user=member, authenticator=None)
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_a_changed_password_signs_out_the_other_devices():
    member = UserFactory()
    here, elsewhere = signed_in(member), signed_in(member)
    new = "another-long-password"
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_a_closed_account_is_out_at_its_next_request():
    member = UserFactory()
    client = signed_in(member)
    type(member).objects.filter(pk=member.pk).update(is_active=False)
    assert not is_signed_in(client)


def test_sessions_are_listed_and_each_can_be_ended():
    member = UserFactory()
    here, elsewhere, third = signed_in(member), signed_in(member), signed_in(member)
    other = UserSession.objects.get(session_key=elsewhere.session.session_key)
    own = UserSession.objects.get(session_key=here.session.session_key)
    door = reverse("members:session_end", args=[other.pk])
    page = here.get("/en/accounts/sessions/").content.decode()
    assert door in page
    assert reverse("members:session_end", args=[own.pk]) not in page
    assert here.get(door).status_code == 405
    assert is_signed_in(elsewhere)
    assert here.post(door).url == "/en/accounts/sessions/"
    assert not is_signed_in(elsewhere)
    assert is_signed_in(third)
    assert here.post(door).status_code == 404


def test_all_other_sessions_can_be_ended_at_once():
    member = UserFactory()
    here, elsewhere = signed_in(member), signed_in(member)
    here.post("/en/accounts/sessions/")
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_nobody_ends_anothers_session():
    member, other = UserFactory(), UserFactory()
    here, elsewhere = signed_in(other), signed_in(member)
    session = UserSession.objects.get(session_key=elsewhere.session.session_key)
    assert here.post(reverse("members:session_end", args=[session.pk])).status_code == 404
    assert is_signed_in(elsewhere)


@pytest.mark.parametrize("way", ["group", "right", "staff"])
def test_every_way_into_the_back_office_asks_for_a_second_factor(client, way):
    member = UserFactory(is_staff=way == "staff", second_factor=False)
    access = Permission.objects.get(codename="access_admin")
    if way == "group":
        keepers = Group.objects.create(name="Moderators of old")
        keepers.permissions.add(access)
        member.groups.add(keepers)
    elif way == "right":
        member.user_permissions.add(access)
    client.force_login(member)
    for door in ("/cms/", "/admin/"):
        answer = client.get(door)
        assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))


def test_power_without_a_second_factor_opens_no_wall_and_no_list_of_names():
    story, exchange = stories.story(), events.exchange()
    wall = PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.GROUPS)
    wall.groups.add(Group.objects.create(name="Council"))
    for fields in ({"is_superuser": True}, {"role": RoleGroup.EDITORS}):
        bare, proven = UserFactory(second_factor=False, **fields), UserFactory(second_factor=True, **fields)
        assert not can_see_participants(bare, None)
        assert can_see_participants(proven, None)
        assert not can_read_page(bare, story)
        assert can_read_page(proven, story) == proven.is_superuser
    assert not can_see_participants(AnonymousUser(), None)
    assert can_read_page(UserFactory(is_superuser=True), exchange)


def test_an_administrator_without_a_second_factor_is_led_to_it_before_a_walled_page(client):
    story = stories.story()
    wall = PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.GROUPS)
    wall.groups.add(Group.objects.create(name="Council"))
    client.force_login(UserFactory(is_superuser=True, second_factor=False))
    assert client.get(story.url).url == reverse("mfa_index")
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(story.url).status_code == 200


def test_another_address_needs_the_password_again(client):
    client.force_login(UserFactory())
    response = client.post(reverse("account_email"), {"action_add": "", "email": "office@kayes.example"})
    assert response.url.startswith(reverse("account_reauthenticate"))
