"""One reader, one rule: what is open to whom, in Python and in SQL alike."""

import pytest
from django.contrib.auth.models import AnonymousUser

from community.members import fellowship
from community.members.disclosure import PAGE, PARTS, Reader
from community.members.enums import Audience
from community.members.models import Profile
from tests.factories.members import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

SEEN = {
    Audience.NOBODY: {"owner"},
    Audience.GROUPS: {"owner", "fellow"},
    Audience.MEMBERS: {"owner", "fellow", "member"},
    Audience.EVERYONE: {"owner", "fellow", "member", "visitor"},
}


@pytest.fixture
def owner():
    return UserFactory()


def readers(owner):
    return {
        "owner": Reader(owner),
        "fellow": Reader(UserFactory(), fellows=frozenset([owner.pk])),
        "member": Reader(UserFactory(), fellows=frozenset()),
        "visitor": Reader(AnonymousUser()),
    }


@pytest.mark.parametrize("part", [PAGE, *PARTS])
@pytest.mark.parametrize("audience", list(Audience))
def test_a_part_is_seen_by_its_circle_and_nobody_else(owner, part, audience):
    Profile.objects.filter(user=owner).update(**{f"{part}_audience": audience})
    profile = Profile.objects.get(user=owner)
    seen = {name for name, reader in readers(owner).items() if reader.sees(profile, part)}
    asked = {
        name
        for name, reader in readers(owner).items()
        if Profile.objects.filter(reader.may_see(part), user=owner).exists()
    }
    assert seen == asked == SEEN[audience]


def test_a_new_profile_is_closed_in_every_part(owner):
    assert {getattr(owner.profile, f"{part}_audience") for part in (PAGE, *PARTS)} == {Audience.NOBODY}


def test_a_closed_account_reads_like_a_visitor(owner):
    suspended = UserFactory(is_active=False)
    Profile.objects.filter(user=owner).update(function_audience=Audience.MEMBERS)
    assert not Reader(suspended).sees(Profile.objects.get(user=owner), "function")


def test_made_up_readers_see_what_such_readers_see(owner):
    Profile.objects.filter(user=owner).update(
        function_audience=Audience.GROUPS, introduction_audience=Audience.MEMBERS, themes_audience=Audience.EVERYONE
    )
    profile = Profile.objects.get(user=owner)
    made_up = (Reader.visitor(), Reader.stranger(), Reader.fellow_of(profile))
    parts = ("themes", "introduction", "function")
    assert [[reader.sees(profile, part) for part in parts] for reader in made_up] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_fellows_are_asked_only_when_a_part_is_for_groups(owner, monkeypatch):
    asked = []
    monkeypatch.setattr(fellowship, "fellows_of", lambda member_id: asked.append(member_id) or frozenset())
    reader = Reader(UserFactory())
    Profile.objects.filter(user=owner).update(function_audience=Audience.MEMBERS)
    reader.sees(Profile.objects.get(user=owner), "function")
    assert not asked
    Profile.objects.filter(user=owner).update(function_audience=Audience.GROUPS)
    profile = Profile.objects.get(user=owner)
    reader.sees(profile, "function")
    reader.sees(profile, "function")
    assert asked == [reader.member_id]


@pytest.mark.parametrize(
    ("open_parts", "line"),
    [
        ((), ""),
        (("function",), "Planner"),
        (("organisation",), "City of Vic"),
        (("function", "organisation"), "Planner, City of Vic"),
    ],
)
def test_the_line_beside_a_name_holds_only_what_is_open(owner, open_parts, line):
    Profile.objects.filter(user=owner).update(
        function="Planner",
        organisation=OrganisationFactory(name="City of Vic"),
        **{f"{part}_audience": Audience.EVERYONE for part in open_parts},
    )
    assert Reader().line(Profile.objects.get(user=owner)) == line
