"""QUALITY group A: no foreign object by a guessed number, no privilege by a smuggled field, no step skipped."""

import random
import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from community.contacts.models import Block, Message
from community.discussions.models import Post
from community.groups.models import Group, GroupFile, Membership
from community.members.enums import Audience, ClaimState, RoleGroup
from community.members.models import Claim, OrganisationTie, Profile, User
from events.models import Registration
from tests.factories import discussions, events
from tests.factories.members import UserFactory, sign_up_data
from tests.permissions.world import World

pytestmark = pytest.mark.django_db
NEIGHBOURS = 50
SMUGGLED = {
    "is_superuser": "on",
    "is_staff": "on",
    "is_active": "on",
    "groups": "1",
    "user_permissions": "1",
    "user": "1",
    "user_id": "1",
    "member": "1",
    "author": "1",
    "author_id": "1",
    "owner": "1",
    "state": "confirmed",
    "status": "approved",
    "role": "facilitator",
    "verified": "on",
    "valid_until": "2099-01-01",
    "decided_by": "1",
    "sequence": "1",
    "promoted_at": "2020-01-01",
    "is_hidden": "",
    "created_at": "2001-01-01",
    "handle": "taken-over",
    "pk": "1",
    "id": "1",
    "password": "x",
}


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path, "base_url": None},
    }
    settings.STORAGES = {**settings.STORAGES, "private": private}


@pytest.fixture
def world():
    return World()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def body(response):
    """Return what a reader gets, without the address she asked for and the seal that is new in each form."""
    return re.sub(
        r'value="[A-Za-z0-9]{64}"', "", response.content.decode().replace(response.request["PATH_INFO"][3:], "?")
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("discussions:edit_post", lambda world: world.post.pk),
        ("comments:edit", lambda world: world.comment.pk),
        ("members:claim_withdraw", lambda world: world.claim.pk),
        ("personal_data:fetch_archive", lambda world: world.archive.pk),
        ("members:profile", lambda world: world.closed.profile.handle),
    ],
)
def test_what_is_hidden_and_what_is_absent_get_the_same_answer(world, name, key):
    client = signed_in(world.people["member"])
    client.post(reverse("account_reauthenticate"), {"password": "corridor-test"})
    own = key(world)
    absent = "nobody-1a2b3c4d" if isinstance(own, str) else own + 10**6
    answers = [client.post(reverse(name, args=[who])) for who in (own, absent)]
    answers += [client.get(reverse(name, args=[who])) for who in (own, absent)]
    assert [answer.status_code for answer in answers[:2]] in ([404, 404], [405, 405])
    assert [answer.status_code for answer in answers[2:]] in ([404, 404], [405, 405])
    assert body(answers[2]) == body(answers[3])


def test_numbers_beside_ones_own_open_nothing_of_others(world):
    member = world.people["member"]
    thread = discussions.thread(author=member)
    own = discussions.post(thread, author=member)
    client = signed_in(member)
    opened = [
        number
        for number in range(max(1, own.pk - NEIGHBOURS), own.pk + NEIGHBOURS)
        if client.get(reverse("discussions:edit_post", args=[number])).status_code == 200
    ]
    assert set(opened) <= {post.pk for post in thread.posts.filter(author=member)}


# Doors that take a number, and what a member's own request to each of them may open: nothing of this world is hers.
NUMBERED = {
    "post": lambda number: reverse("discussions:edit_post", args=[number]),
    "comment": lambda number: reverse("comments:edit", args=[number]),
    "archive": lambda number: reverse("personal_data:fetch_archive", args=[number]),
    "conversation": lambda number: reverse("contacts:conversation", args=[number]),
    "file of a private group": lambda number: f"/en/groups/{{private}}/files/{number}/",
    "member of a private group": lambda number: f"/en/groups/{{private}}/members/{number}/remove/",
    "claim": lambda number: reverse("members:claim_withdraw", args=[number]),
    "block": lambda number: reverse("contacts:lift_block", args=[number]),
    "session": lambda number: reverse("members:session_end", args=[number]),
    "tie": lambda number: reverse("members:tie_end", args=[number]),
    "reported message": lambda number: reverse("moderation:flag", args=["message", number]),
    "draft": lambda number: reverse("wagtailadmin_pages:view_draft", args=[number]),
    "version of a draft": lambda number: reverse("wagtailadmin_pages:edit", args=[number]),
}
GUESSES = 200


@pytest.mark.parametrize("door", NUMBERED)
def test_two_hundred_guessed_numbers_open_nothing_of_others(world, door):
    client = signed_in(world.people["member"])
    client.post(reverse("account_reauthenticate"), {"password": "corridor-test"})
    # Every small number, where this world's rows are, and others drawn at random.
    draw = random.Random(door)
    numbers = [
        *range(1, NEIGHBOURS + 1),
        *(draw.randrange(NEIGHBOURS, 2**31) for _number in range(GUESSES - NEIGHBOURS)),
    ]
    before = _counts()
    for number in numbers:
        address = NUMBERED[door](number).replace("{private}", world.groups["private"].slug)
        for answer in (client.get(address), client.post(address)):
            opened = answer.status_code not in {302, 403, 404, 405}
            assert not opened, (address, answer.status_code)
    assert _counts() == before


def _counts():
    kept = (Claim, Block, OrganisationTie, Membership, GroupFile, UserSession, Post, Registration, Message)
    states = sorted(Claim.objects.values_list("pk", "state"))
    return [model.objects.count() for model in kept], states


def test_two_hundred_guessed_handles_and_addresses_open_nothing(world):
    client = signed_in(world.people["member"])
    draw, letters = random.Random(3), "0123456789abcdef"
    name = world.closed.profile.handle.rpartition("-")[0]
    for _number in range(GUESSES):
        guess = "".join(draw.choice(letters) for _letter in range(8))
        assert client.get(reverse("members:profile", args=[f"{name}-{guess}"])).status_code == 404
        assert client.get(reverse("groups:invitation", args=[guess * 4])).status_code in {404, 410}
    for slug in ("private", world.groups["private"].slug):
        assert client.get(reverse("groups:group", args=[slug])).status_code == 404


def test_a_cancellation_reaches_nobody_elses_place(world):
    client = signed_in(world.people["member"])
    for registration in Registration.objects.all():
        client.post(reverse("events:cancel", args=[world.exchange.slug]), {"registration": registration.pk})
    assert Registration.objects.get(member=world.owner).state == "confirmed"


def test_smuggled_fields_give_no_privilege_at_sign_up(client):
    UserFactory()
    client.post("/en/accounts/signup/", sign_up_data(name="Awa", email="awa@example.org") | SMUGGLED)
    user = User.objects.get(email="awa@example.org")
    assert (user.is_superuser, user.is_staff, user.groups.count()) == (False, False, 0)
    assert user.profile.handle != "taken-over"
    assert user.check_password("a-long-password")


def test_smuggled_fields_change_nothing_when_a_member_writes(world):
    member = world.people["member"]
    client = signed_in(member)
    before = (member.password, member.profile.handle, Profile.objects.count())
    writes = [
        (reverse("members:edit_profile"), {"name": "Awa", "time_zone": "UTC", "interface_language": "en"}),
        (reverse("discussions:reply", args=[world.thread.pk]), {"text": "Words.", "language": "en"}),
        (reverse("comments:write", args=[world.story.pk]), {"text": "Words.", "language": "en"}),
        (reverse("events:register", args=[world.exchange.slug]), {"listening_language": "en"}),
        (reverse("members:organisation_add"), {"name": "A new body"}),
        (reverse("members:claim", args=[world.organisation.slug]), {"proof": "document", "statement": "Mine."}),
    ]
    for address, data in writes:
        assert client.post(address, data | SMUGGLED).status_code in {200, 302, 422}
    member = User.objects.get(pk=member.pk)
    assert (member.is_superuser, member.is_staff, member.groups.count()) == (False, False, 0)
    assert (member.password, member.profile.handle, Profile.objects.count()) == before
    for post in world.thread.posts.exclude(pk__in=[world.post.pk, world.hidden.pk]).exclude(parent=None):
        assert post.author_id in {world.owner.pk, member.pk}
    assert not Claim.objects.filter(member=member, state=ClaimState.APPROVED).exists()
    assert Registration.objects.get(member=member).sequence != 1


def test_smuggled_fields_change_nothing_in_groups_messages_ties_and_organisations(world):
    speaker, member = world.people["focal point"], world.people["member"]
    client, town, network = signed_in(speaker), world.organisation, world.network
    before = {field.attname: field.value_from_object(town) for field in town._meta.concrete_fields}
    smuggled = SMUGGLED | {
        "name": "Taken over",
        "slug": "taken-over",
        "kind": "1",
        "level": "1",
        "territory": "1",
        "domain": "evil.example",
        "organisation": "1",
        "sender": "1",
        "starter": "1",
        "recipient": "1",
        "by_starter": "",
        "is_withheld": "on",
        "confirmed_at": "2020-01-01",
        "target": "1",
        "proposed_by": "1",
        "archived_at": "2020-01-01",
    }
    edit = reverse("members:organisation_edit", args=[town.slug])
    own = {"lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0", "description": "New words."}
    assert client.post(edit, smuggled | own).status_code == 302
    town.refresh_from_db()
    assert town.description == "New words."
    locked = ("id", "name", "slug", "kind_id", "level_id", "territory_id", "domain", "proposed_by_id", "external_id")
    assert {name: getattr(town, name) for name in locked} == {name: before[name] for name in locked}

    client.post(reverse("members:tie_add", args=[network.slug]), smuggled | {"source": town.slug, "kind": "belongs"})
    tie = OrganisationTie.objects.exclude(pk=world.tie.pk).get()
    assert (tie.source, tie.target, tie.confirmed_at) == (town, network, None)

    client = signed_in(member)
    client.post(reverse("groups:join", args=[world.groups["public"].slug]), smuggled | {"text": "Please."})
    seat = Membership.objects.get(group=world.groups["public"], member=member)
    assert (seat.role, seat.state) == ("member", "requested")
    letter = {"subject": "A question", "text": "May I ask?"}
    client.post(reverse("contacts:to_member", args=[world.owner.profile.handle]), smuggled | letter)
    written = Message.objects.latest("pk")
    assert (written.sender, written.conversation.recipient, written.is_withheld) == (member, world.owner, False)
    assert written.conversation.starter == member
    groups_before = Group.objects.count()
    client.post(reverse("groups:new"), smuggled | {"purpose": "x", "joining": "at_once"})
    assert Group.objects.count() == groups_before
    member.refresh_from_db()
    assert (member.is_superuser, member.is_staff, member.groups.count()) == (False, False, 0)


def test_late_steps_cannot_be_taken_first(world):
    client = signed_in(world.people["member"])
    claim = Claim.objects.get(pk=world.claim.pk)
    for address, data in [
        (reverse("moderation:decide", args=["post", world.post.pk]), {"action": "hide", "reason": "x"}),
        (reverse("wagtailadmin_pages:unpublish", args=[world.story.pk]), {}),
        (reverse("wagtailadmin_pages:edit", args=[world.draft.pk]), {"action-publish": "1"}),
        (reverse("wagtailusers_users:edit", args=[world.people["member"].pk]), {"groups": "1"}),
        (reverse("personal_data:take_back"), {}),
    ]:
        client.post(address, data)
    claim.refresh_from_db()
    world.post.refresh_from_db()
    world.story.refresh_from_db()
    world.draft.refresh_from_db()
    assert (claim.state, world.post.state, world.story.live, world.draft.live) == ("waiting", "published", True, False)


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:move",
        "wagtailadmin_pages:unpublish",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:usage",
        "wagtailadmin_pages:set_privacy",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_pages:convert_alias",
    ],
)
def test_a_reviewer_of_stories_has_no_way_into_other_pages(world, name):
    client = signed_in(world.people["facilitator"])
    type(world.plain).objects.filter(pk=world.plain.pk).update(title="Lantern charter", draft_title="Lantern charter")
    answer = client.get(reverse(name, args=[world.plain.pk]))
    told = answer.content.decode()
    assert answer.status_code in {302, 403, 404} or (name.endswith("history") and answer.status_code == 200)
    assert name.endswith("history") or "Lantern charter" not in told
    assert client.post(reverse(name, args=[world.plain.pk])).status_code in {302, 403, 404, 405}
    world.plain.refresh_from_db()
    assert world.plain.live


def test_nobody_without_the_right_gives_rights(world):
    member = UserFactory()
    for role in ("member", "organiser", "facilitator", "editor"):
        client = signed_in(world.people[role])
        client.post(reverse("account_reauthenticate"), {"password": "corridor-test"})
        data = {"email": member.email, "name": "x", "is_superuser": "on", "groups": ["1", "2"]}
        client.post(reverse("wagtailusers_users:edit", args=[member.pk]), data)
        client.post(reverse("wagtailusers_users:add"), data | {"email": "new@example.org"})
        client.post("/admin/members/user/add/", data)
    member.refresh_from_db()
    assert (member.is_superuser, member.groups.count()) == (False, 0)
    assert not User.objects.filter(email="new@example.org").exists()
    assert not Permission.objects.filter(user=member).exists()


@pytest.mark.parametrize("suffix", ["", "x.css", "x.js", ";x.png", "%2Fx.css"])
@pytest.mark.parametrize("page", ["/en/me/", "/en/me/data/", "/en/me/profile/", "/en/me/registrations/"])
def test_a_cache_in_between_keeps_nothing_of_a_members_own(world, page, suffix):
    answer = signed_in(world.people["member"]).get(f"{page}{suffix}")
    assert answer.status_code == 404 or "no-store" in answer["Cache-Control"] or "private" in answer["Cache-Control"]
    stranger = Client().get(f"{page}{suffix}")
    assert stranger.status_code in {302, 404}


def test_a_role_that_was_taken_away_is_gone_at_the_next_request(world):
    facilitator = UserFactory(role=RoleGroup.FACILITATORS)
    client = signed_in(facilitator)
    assert client.get(reverse("moderation:queue")).status_code == 200
    facilitator.groups.clear()
    assert client.get(reverse("moderation:queue")).status_code in {302, 403}


def test_a_circle_that_was_closed_is_closed_at_the_next_request(world):
    client = signed_in(world.people["member"])
    address = reverse("members:profile", args=[world.owner.profile.handle])
    assert client.get(address).status_code == 200
    Profile.objects.filter(user=world.owner).update(page_audience=Audience.NOBODY)
    assert client.get(address).status_code == 404


def test_names_of_those_who_come_are_for_those_who_come(world):
    member = world.people["member"]
    client = signed_in(member)
    assert "Owner" not in client.get(world.exchange.url).content.decode()
    events.registered(world.exchange, member)
    assert "Owner" in client.get(world.exchange.url).content.decode()
