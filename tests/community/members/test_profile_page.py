"""A member's page: what it shows to whom, and that what is closed is not there."""

import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.members import sections
from community.members.enums import Audience, ClaimState, Direction, Proof
from community.members.models import Claim, MemberExpertise, Organisation, Profile
from foundation import clock
from tests.factories import discussions as made
from tests.factories.claims import approved
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    member = UserFactory(name="A. Member", open_to=Audience.EVERYONE)
    profile = member.profile
    profile.function = "Cooperation officer"
    profile.organisation = OrganisationFactory(name="Regional Assembly of Kayes")
    profile.introduction = "I write plans."
    profile.availability = "Mornings"
    profile.time_zone = "Africa/Bamako"
    profile.save()
    MemberExpertise.objects.create(
        profile=profile, direction=Direction.OFFERED, term=TermFactory(slug="remittances"), note="Small funds"
    )
    return member


def page(client, member):
    return client.get(member.profile.get_absolute_url())


def speaks_for(member, organisation, **fields):
    now = clock.now()
    values = {"proof": Proof.DOCUMENT, "state": ClaimState.APPROVED, "created_at": now}
    values["valid_until"] = now.replace(year=now.year + 1)
    return Claim.objects.create(member=member, organisation=organisation, **values | fields)


def test_an_open_page_says_who_she_is(client, owner):
    text = page(client, owner).content.decode()
    for words in (
        "A. Member",
        "Cooperation officer",
        "Regional Assembly of Kayes",
        "Small funds",
        "Mornings",
        "Bamako",
    ):
        assert words in text
    assert owner.email not in text
    assert "noindex" not in text


@pytest.mark.parametrize("part", ["function", "organisation", "introduction", "offered", "availability", "time_zone"])
def test_a_closed_part_is_not_on_the_page(client, owner, part):
    words = {
        "function": "Cooperation officer",
        "organisation": "Regional Assembly of Kayes",
        "introduction": "I write plans.",
        "offered": "Small funds",
        "availability": "Mornings",
        "time_zone": "Bamako",
    }
    Profile.objects.filter(user=owner).update(**{f"{part}_audience": Audience.MEMBERS})
    assert words[part] not in page(client, owner).content.decode()
    client.force_login(UserFactory())
    assert words[part] in page(client, owner).content.decode()


def test_the_badge_is_shown_only_while_a_claim_for_that_organisation_is_current(client, owner):
    organisation = owner.profile.organisation
    assert "Verified authority" not in page(client, owner).content.decode()
    claim = speaks_for(owner, organisation)
    assert "Verified authority" in page(client, owner).content.decode()
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.REVOKED)
    assert "Verified authority" not in page(client, owner).content.decode()
    speaks_for(owner, OrganisationFactory())
    assert "Verified authority" not in page(client, owner).content.decode()


def test_the_badge_says_what_was_verified_and_when(client, owner):
    town = owner.profile.organisation
    Organisation.objects.filter(pk=town.pk).update(domain="kayes.example")
    town.refresh_from_db()
    approved(owner, town, decided_at=datetime(2026, 5, 3, tzinfo=UTC), valid_until=clock.now() + timedelta(days=9))
    assert "a mailbox at kayes.example, checked on 3 May 2026" in page(client, owner).content.decode()
    Profile.objects.filter(user=owner).update(organisation_audience=Audience.MEMBERS)
    assert "kayes.example" not in page(client, owner).content.decode()


def test_closed_opted_out_inactive_and_absent_answer_the_same(client, owner):
    closed = UserFactory()
    inactive = UserFactory(open_to=Audience.EVERYONE, is_active=False)
    members_only = UserFactory(open_to=Audience.MEMBERS)
    addresses = [member.profile.get_absolute_url() for member in (closed, inactive, members_only)]
    answers = [client.get(address) for address in [*addresses, reverse("members:profile", args=["nobody"])]]
    assert {answer.status_code for answer in answers} == {404}
    bodies = {answer.content.decode().replace(answer.wsgi_request.path, "") for answer in answers}
    handles = [closed.profile.handle, inactive.profile.handle, members_only.profile.handle, "nobody"]
    for handle in handles:
        bodies = {body.replace(handle, "") for body in bodies}
    assert len(bodies) == 1


def test_only_a_page_open_to_everyone_may_be_indexed(client, owner):
    Profile.objects.filter(user=owner).update(page_audience=Audience.MEMBERS)
    client.force_login(UserFactory())
    assert 'content="noindex"' in page(client, owner).content.decode()


def test_contributions_are_those_the_reader_may_open(client, owner):
    space = made.SpaceFactory(audience="members")
    thread = made.thread(space=space, author=owner, title="Behind the door")
    assert thread.title not in page(client, owner).content.decode()
    client.force_login(UserFactory())
    assert thread.title in page(client, owner).content.decode()


def test_other_apps_add_buttons_for_signed_in_readers(client, owner, monkeypatch):
    action = sections.Action("Write", "/write/", "envelope", is_main=True)
    monkeypatch.setattr(sections, "_actions", [lambda reader, profile: action])
    assert "/write/" not in page(client, owner).content.decode()
    client.force_login(UserFactory())
    assert 'href="/write/"' in page(client, owner).content.decode()
    client.force_login(owner)
    assert "/write/" not in page(client, owner).content.decode()


def test_one_and_three_lines_take_the_same_queries(client, owner):
    client.force_login(UserFactory())
    page(client, owner)
    with CaptureQueriesContext(connection) as one:
        page(client, owner)
    for slug in ("integration", "planning"):
        term = TermFactory(slug=slug)
        MemberExpertise.objects.create(profile=owner.profile, direction=Direction.SOUGHT, term=term)
        owner.profile.themes.add(term)
    with CaptureQueriesContext(connection) as three:
        page(client, owner)
    assert len(three) == len(one)


def test_the_time_is_that_of_her_own_zone(client, owner):
    Profile.objects.filter(user=owner).update(time_zone="Asia/Kathmandu")
    client.force_login(UserFactory(profile__time_zone="Africa/Bamako"))
    there = clock.now().astimezone(zoneinfo.ZoneInfo("Asia/Kathmandu"))
    answers = [f"{moment:%H:%M} in Kathmandu (+0545)" for moment in (there, there + timedelta(minutes=1))]
    text = page(client, owner).content.decode()
    assert any(answer in text for answer in answers)
