"""A member's own profile, through its form."""

import pytest
from django.urls import reverse

from community.members.disclosure import PAGE, PARTS, Reader
from community.members.enums import Audience
from community.members.models import Profile
from community.taxonomy.enums import Vocabulary
from community.territories.models import Corridor
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def values(**changes):
    return {
        "name": "A. Member",
        "function": "Planning officer",
        "interface_language": "fr",
        "time_zone": "Africa/Bamako",
        "introduction": "I write plans.",
    } | changes


def test_a_member_says_who_she_is(client):
    member = UserFactory()
    french = TermFactory(vocabulary=Vocabulary.LANGUAGES, slug="fr")
    theme = TermFactory(vocabulary=Vocabulary.THEMES, slug="remittances")
    organisation = OrganisationFactory()
    client.force_login(member)
    data = values(languages=[french.pk], themes=[theme.pk], organisation=organisation.name)
    client.post(reverse("members:edit_profile"), data)
    member.refresh_from_db()
    profile = member.profile
    assert (member.name, profile.function, profile.organisation) == ("A. Member", "Planning officer", organisation)
    assert list(profile.languages.all()) == [french]
    assert list(profile.themes.all()) == [theme]
    assert Reader(member).line(profile) == f"Planning officer, {organisation.name}"


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("time_zone", "Mars/Base"), ("interface_language", "xx"), ("introduction", "x" * 2001)],
)
def test_a_bad_value_is_named_and_the_rest_is_kept(client, field, value):
    member = UserFactory()
    client.force_login(member)
    response = client.post(reverse("members:edit_profile"), values(**{field: value}))
    assert response.context["form"].errors[field]
    text = response.content.decode()
    assert "Error:" in text
    assert "Planning officer" in text
    member.profile.refresh_from_db()
    assert member.profile.function == ""


def test_nobody_edits_without_signing_in(client):
    response = client.post(reverse("members:edit_profile"), values())
    assert response.url.startswith(reverse("account_login"))


def test_times_are_shown_in_the_members_zone(client):
    member = UserFactory(profile__time_zone="Asia/Manila")
    client.force_login(member)
    assert "Asia/Manila" in client.get(reverse("members:me")).content.decode()


def test_an_unknown_zone_in_a_cookie_means_utc(client):
    client.cookies["corridor_zone"] = "../../etc/passwd"
    assert client.get(reverse("members:organisations")).status_code == 200


def test_each_part_has_an_audience_and_one_not_sent_stays(client):
    member = UserFactory(open_to=Audience.MEMBERS)
    client.force_login(member)
    client.post(reverse("members:edit_profile"), values(page_audience="3", function_audience="0"))
    profile = Profile.objects.get(user=member)
    assert (profile.page_audience, profile.function_audience) == (Audience.EVERYONE, Audience.NOBODY)
    assert profile.introduction_audience == Audience.MEMBERS


def test_the_form_offers_an_audience_for_every_part(client):
    client.force_login(UserFactory())
    text = client.get(reverse("members:edit_profile")).content.decode()
    assert all(f'name="{part}_audience"' in text for part in (PAGE, *PARTS))


def test_places_and_corridors_of_interest_are_kept(client):
    member, place, other = UserFactory(), TerritoryFactory(), TerritoryFactory()
    corridor = Corridor.objects.create(
        slug="a-b", turned_slug="b-a", pair="a-b", origin_territory=place, residence_territory=other, basis="test"
    )
    client.force_login(member)
    data = values(territories=f"{place.name}\n\n{other.name.upper()}", corridors=[corridor.pk], is_mentor="on")
    client.post(reverse("members:edit_profile"), data)
    profile = Profile.objects.get(user=member)
    assert (set(profile.territories.all()), list(profile.corridors.all())) == ({place, other}, [corridor])
    assert profile.is_mentor


def test_an_unknown_organisation_is_named_with_those_near(client):
    OrganisationFactory(name="City of Vic")
    client.force_login(UserFactory())
    response = client.post(reverse("members:edit_profile"), values(organisation="Vic"))
    text = response.content.decode()
    assert response.status_code == 422
    assert "Did you mean: City of Vic" in text
    assert 'value="Vic"' in text


@pytest.mark.parametrize("field", ["name", "function", "availability"])
def test_ten_thousand_characters_are_refused_beside_the_field_and_kept(client, field):
    client.force_login(UserFactory())
    response = client.post(reverse("members:edit_profile"), values(**{field: "x" * 10_000}))
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert "x" * 10_000 in response.content.decode()


def lines(direction, *rows):
    data = {f"{direction}-TOTAL_FORMS": len(rows), f"{direction}-INITIAL_FORMS": 0}
    for number, (subject, note) in enumerate(rows):
        data |= {f"{direction}-{number}-subject": subject, f"{direction}-{number}-note": note}
    return data


@pytest.fixture
def subjects():
    return [TermFactory(slug="remittances"), TermFactory(slug="integration")]


def test_expertise_is_a_subject_and_a_note_each_way(client, subjects):
    member = UserFactory()
    client.force_login(member)
    sent = lines("offered", ("themes/remittances", "Small funds"), ("", "")) | lines(
        "sought", ("themes/integration", "")
    )
    client.post(reverse("members:edit_profile"), values(**sent))
    known = list(member.profile.expertise.values_list("direction", "term__slug", "note"))
    assert known == [("offered", "remittances", "Small funds"), ("sought", "integration", "")]
    client.post(reverse("members:edit_profile"), values(**lines("offered", ("", ""))))
    assert list(member.profile.expertise.values_list("direction", flat=True)) == ["sought"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("", "A note alone")], "Choose a subject"),
        ([("themes/remittances", "a"), ("themes/remittances", "b")], "already in a line above"),
        ([("themes/remittances", "x" * 201)], "at most 200 characters"),
    ],
)
def test_a_bad_line_of_expertise_is_named_and_nothing_is_written(client, subjects, rows, sentence):
    member = UserFactory()
    client.force_login(member)
    response = client.post(reverse("members:edit_profile"), values(**lines("offered", *rows)))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not member.profile.expertise.exists()
    member.profile.refresh_from_db()
    assert member.profile.function == ""


def test_another_line_comes_without_javascript_and_keeps_what_was_typed(client, subjects):
    member = UserFactory()
    client.force_login(member)
    sent = lines("offered", ("themes/remittances", "Small funds")) | {"add": "offered"}
    response = client.post(reverse("members:edit_profile"), values(**sent))
    text = response.content.decode()
    assert response.status_code == 200
    assert 'name="offered-1-subject"' in text
    assert 'value="Small funds"' in text
    assert not member.profile.expertise.exists()


@pytest.mark.parametrize(
    ("audience", "found"),
    [
        (Audience.NOBODY, ""),
        (Audience.GROUPS, "fellow"),
        (Audience.MEMBERS, "fellow member"),
        (Audience.EVERYONE, "fellow member anonymous"),
    ],
)
def test_a_member_sees_her_page_as_others_do(client, audience, found):
    member = UserFactory(name="A. Member")
    Profile.objects.filter(user=member).update(
        page_audience=audience, function="Planner", function_audience=Audience.GROUPS
    )
    client.force_login(member)
    for who in ("anonymous", "member", "fellow"):
        text = client.get(reverse("members:seen_by", args=[who])).content.decode()
        assert ("Not found" in text) == (who not in found.split())
        assert ("Planner" in text) == (who == "fellow" and who in found.split())


def test_there_is_no_other_way_to_be_seen(client):
    client.force_login(UserFactory())
    assert client.get(reverse("members:seen_by", args=["admin"])).status_code == 404


def test_a_finer_theme_chosen_elsewhere_is_not_lost(client):
    member, parent = UserFactory(), TermFactory(slug="skills")
    finer = TermFactory(slug="transfer", parent=parent)
    member.profile.themes.add(finer)
    client.force_login(member)
    assert f'value="{finer.pk}"' in client.get(reverse("members:edit_profile")).content.decode()
    client.post(reverse("members:edit_profile"), values(themes=[parent.pk, finer.pk]))
    assert set(member.profile.themes.all()) == {parent, finer}
