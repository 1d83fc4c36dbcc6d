"""Endorsing a joint submission: by who speaks for an organisation, once each, withdrawn at any time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from community.members.enums import ClaimState
from foundation import clock
from home.briefs.models import Endorsement
from home.briefs.permissions import can_endorse_brief
from home.briefs.services import endorsements
from home.services import founding
from tests.factories import briefs, pages, stories
from tests.factories.claims import claim_of
from tests.factories.members import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def speaker(organisation, **fields):
    user = UserFactory()
    now = clock.now()
    claim_of(
        user, organisation, state=ClaimState.APPROVED, decided_at=now, valid_until=now + timedelta(days=90), **fields
    )
    return user


@pytest.fixture
def city():
    return OrganisationFactory(name="City of Vic", domain="vic.example")


def body(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_who_speaks_for_an_organisation_endorses_and_the_page_says_since_when(client, city):
    page = briefs.joint()
    assert "No organisation yet." in body(client, page.address)
    client.force_login(speaker(city))
    answer = client.post(f"{page.address}endorse/", {"organisation": city.pk, "action": "endorse"}, follow=True)
    text = " ".join(answer.content.decode().split())
    assert "City of Vic endorses this submission." in text
    assert "version 1" in text
    assert Endorsement.objects.get().member.claims.exists()
    client.post(f"{page.address}endorse/", {"organisation": city.pk, "action": "endorse"})
    assert Endorsement.objects.count() == 1


def test_it_is_withdrawn_at_any_time_even_by_another_speaker_and_after_the_brief_was_withdrawn(client, city):
    page = briefs.joint()
    endorsements.endorse(brief=page, organisation=city, by=speaker(city), now=clock.now())
    page = briefs.republish(page, withdrawn_on="2026-03-04", withdrawn_reason="Overtaken.")
    client.force_login(speaker(city))
    form = body(client, f"{page.address}endorse/")
    assert "Withdraw the endorsement" in form
    assert 'value="endorse"' not in form
    client.post(f"{page.address}endorse/", {"organisation": city.pk, "action": "withdraw"}, follow=True)
    assert Endorsement.objects.get().withdrawn_at is not None
    client.logout()
    assert "City of Vic" not in body(client, page.address)
    client.force_login(speaker(city))
    client.post(f"{page.address}endorse/", {"organisation": city.pk, "action": "withdraw"})
    assert Endorsement.objects.count() == 1


def test_an_organisation_endorses_again_after_it_withdrew(city):
    page, member = briefs.joint(), speaker(city)
    first = endorsements.endorse(brief=page, organisation=city, by=member, now=clock.now())
    endorsements.withdraw(brief=page, organisation=city, by=member, now=clock.now())
    again = endorsements.endorse(brief=page, organisation=city, by=member, now=clock.now())
    assert again.pk == first.pk
    assert again.withdrawn_at is None


def test_an_organisation_she_does_not_speak_for_is_refused_and_said_so(client, city):
    page, other = briefs.joint(), OrganisationFactory(name="Region of Kayes")
    client.force_login(speaker(city))
    answer = client.post(f"{page.address}endorse/", {"organisation": other.pk, "action": "endorse"})
    assert answer.status_code == 422
    assert "You do not speak for this organisation" in answer.content.decode()
    assert not Endorsement.objects.exists()


def test_who_speaks_for_nobody_learns_how_to(client):
    page = briefs.joint()
    assert "login" in client.get(f"{page.address}endorse/").url
    client.force_login(UserFactory())
    assert "You speak for no organisation yet" in body(client, f"{page.address}endorse/")


def test_a_claim_that_lapsed_between_form_and_sending_endorses_nothing(city):
    page, member = briefs.joint(), speaker(city)
    later = clock.now() + timedelta(days=91)
    with pytest.raises(endorsements.MayNotSpeak):
        endorsements.endorse(brief=page, organisation=city, by=member, now=later)


@pytest.mark.parametrize("fields", [{"kind": "brief"}, {"withdrawn_on": "2026-03-04"}])
def test_only_an_open_joint_submission_is_endorsed(client, city, fields):
    page, member = briefs.joint(**fields), speaker(city)
    assert not can_endorse_brief(member, type(page).objects.get(pk=page.pk), city, now=clock.now())
    with pytest.raises(endorsements.MayNotSpeak):
        endorsements.endorse(brief=page, organisation=city, by=member, now=clock.now())
    client.force_login(member)
    client.post(f"{page.address}endorse/", {"organisation": city.pk, "action": "endorse"})
    assert not Endorsement.objects.exists()


def test_the_database_holds_one_endorsement_an_organisation(city):
    page = briefs.joint()
    Endorsement.objects.create(brief=page, organisation=city, endorsed_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Endorsement.objects.create(brief=page, organisation=city, endorsed_at=clock.now())


def test_an_endorsement_shows_in_every_language_and_names_the_version_read(client, city):
    stories.index("fr")
    page = briefs.republish(briefs.joint(slug="joint"), title="Second words")
    founding.mirror(home=pages.home())
    stand_in = page.get_translation(pages.locales()["fr"]).specific
    row = endorsements.endorse(brief=stand_in, organisation=city, by=speaker(city), now=clock.now())
    assert row.brief_id == page.pk
    assert row.version == 2
    for address in ("/fr/briefs/joint/", page.address, f"{page.address}text/"):
        assert "City of Vic" in body(client, address)


def test_erasing_who_endorsed_keeps_the_organisations_word(city):
    member = speaker(city)
    endorsements.endorse(brief=briefs.joint(), organisation=city, by=member, now=clock.now())
    member.delete()
    assert Endorsement.objects.standing().get().member is None


def test_many_endorsements_take_no_more_queries(client):
    page = briefs.joint()

    def count(organisations):
        for _ in range(organisations):
            Endorsement.objects.create(brief=page, organisation=OrganisationFactory(), endorsed_at=clock.now())
        client.get(page.address)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.address)
        return len(queries)

    one = count(1)
    assert count(2) == one
