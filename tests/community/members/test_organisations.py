"""Organisations: found by what they are and offer, proposed without look-alikes, kept by who speaks for them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.members.enums import Audience, Direction, Tie
from community.members.models import Organisation, OrganisationExpertise
from community.members.services import contact_posts, organisations
from community.taxonomy.enums import Vocabulary
from foundation import clock
from tests.factories import events
from tests.factories.claims import claim_of, facilitator, speaker_of
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import CountryFactory, TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

INDEX = "members:organisations"


def listed(client, **query) -> str:
    return client.get(reverse(INDEX), query).content.decode()


@pytest.fixture
def vic():
    spain = CountryFactory(iso="ES", name_en="Spain")
    place = TerritoryFactory(name_en="Osona")
    place.countries.add(spain)
    level = TermFactory(vocabulary=Vocabulary.TERRITORY_LEVELS, slug="municipality")
    city = OrganisationFactory(name="City of Víc", territory=place, level=level)
    city.languages.add(TermFactory(vocabulary=Vocabulary.LANGUAGES, slug="ca"))
    term = TermFactory(slug="remittances")
    OrganisationExpertise.objects.create(organisation=city, direction=Direction.SOUGHT, term=term, note="Small funds")
    OrganisationFactory(name="Another town")
    return city


@pytest.mark.parametrize(
    "query",
    [
        {"q": "vic"},
        {"q": "osona"},
        {"q": "spain"},
        {"country": "ES"},
        {"level": "municipality"},
        {"language": "ca"},
        {"subject": "themes/remittances"},
    ],
)
def test_each_filter_finds_the_town_and_leaves_the_other_out(client, vic, query):
    page = listed(client, **query)
    assert "City of Víc" in page
    assert "Another town" not in page
    assert "1 organisation" in page


def test_the_verified_filter_follows_the_badge(client, vic):
    assert "City of Víc" not in listed(client, verified="on")
    speaker_of(vic)
    page = listed(client, verified="on")
    assert "City of Víc" in page
    assert "Verified authority" in page
    assert "Another town" not in page


def test_a_parent_kind_includes_the_kinds_below_it(client):
    parent = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="private-sector")
    child = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="bank", parent=parent)
    OrganisationFactory(name="Savings bank", kind=child)
    OrganisationFactory()  # brings its own kind
    assert "Savings bank" in listed(client, tab="partners", kind="private-sector")
    assert "Savings bank" not in listed(client, tab="partners", kind="local-authority")


def test_an_unknown_value_of_a_filter_narrows_nothing(client, vic):
    assert "City of Víc" in listed(client, kind="nonsense", country="XX", page="99")


def test_the_list_costs_the_same_for_one_and_three(client, count_queries):
    full(OrganisationFactory())
    client.get(reverse(INDEX))
    one = count_queries(lambda: client.get(reverse(INDEX)))
    for organisation in OrganisationFactory.create_batch(2):
        full(organisation)
    client.get(reverse(INDEX))  # the vocabularies are read anew after a change
    assert count_queries(lambda: client.get(reverse(INDEX))) == one


def full(organisation):
    organisation.territory = TerritoryFactory()
    organisation.save()
    organisation.territory.countries.add(CountryFactory())
    organisation.languages.add(TermFactory(vocabulary=Vocabulary.LANGUAGES))
    OrganisationExpertise.objects.create(
        organisation=organisation, direction=Direction.OFFERED, term=TermFactory(), note="Help"
    )
    speaker_of(organisation)


def test_the_page_costs_the_same_for_one_speaker_and_three(client, count_queries):
    organisation = OrganisationFactory()
    full(organisation)
    address = organisation.get_absolute_url()
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for _number in range(2):
        speaker_of(organisation, profile__page_audience=3, profile__organisation_audience=3)
        organisations_tied = OrganisationFactory()
        organisations_tied.ties_from.create(target=organisation, kind=Tie.BELONGS, confirmed_at=clock.now())
    assert count_queries(lambda: client.get(address)) <= one + 1  # languages of the people, once there are any


class TestProposing:
    def values(self, **extra):
        kind = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="local-authority")
        return {"name": "Commune of Aït Lamda", "kind": kind.pk, **extra}

    def test_a_member_adds_an_organisation_and_is_led_to_its_verification(self, client):
        member = UserFactory()
        client.force_login(member)
        response = client.post(reverse("members:organisation_add"), self.values(domain="Ait-Lamda.ma"))
        made = Organisation.objects.get()
        assert response.url == reverse("members:claim", args=[made.slug])
        assert (made.slug, made.domain, made.proposed_by) == ("commune-of-ait-lamda", "ait-lamda.ma", member)

    def test_a_visitor_signs_in_first(self, client):
        response = client.get(reverse("members:organisation_add"))
        assert response.url.startswith(reverse("account_login"))

    @pytest.mark.parametrize("name", ["COMMUNE OF AIT LAMDA", "Commune of Аit Lamda", "Commune-of Aït, Lamda"])
    def test_a_name_that_looks_the_same_is_stopped_and_the_known_one_linked(self, client, name):
        known = OrganisationFactory(name="Commune of Aït Lamda")
        client.force_login(UserFactory())
        response = client.post(reverse("members:organisation_add"), self.values(name=name))
        page = response.content.decode()
        assert response.status_code == 422
        assert "or a name that looks the same" in page
        assert known.get_absolute_url() in page
        assert Organisation.objects.count() == 1

    @pytest.mark.parametrize(
        ("extra", "words"),
        [
            ({"founded_in": 2999}, "still to come"),
            ({"name": "x" * 10_000}, "at most 160"),
            ({"name": "See www.example.com"}, "without a web or mail address"),
            ({"domain": "gouv.ml"}, "Anybody can register below this domain"),
            ({"domain": "gmail.com"}, "Anybody can get a mailbox"),
            ({"domain": "not a domain"}, "Write a domain"),
            ({"domain": "kаyes.example"}, "mixes scripts"),
        ],
    )
    def test_bad_input_is_refused_with_a_reason_and_kept(self, client, extra, words):
        client.force_login(UserFactory())
        values = self.values(description="What we do", **extra) | extra
        response = client.post(reverse("members:organisation_add"), values)
        page = response.content.decode()
        assert response.status_code == 422
        assert words in page
        assert "What we do" in page
        assert not Organisation.objects.exists()

    def test_a_domain_that_looks_like_another_organisations_is_refused(self, client):
        OrganisationFactory(name="Kayes", domain="kayes.example")
        client.force_login(UserFactory())
        response = client.post(reverse("members:organisation_add"), self.values(domain="kayés.example"))
        assert response.status_code == 422
        assert "looks like the one of Kayes" in response.content.decode()

    def test_words_that_are_doors_do_not_become_an_address(self):
        member = UserFactory()
        kind = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="local-authority")
        assert organisations.propose(by=member, now=clock.now(), name="Add", kind=kind).slug == "add-2"

    def test_who_proposes_many_has_to_wait(self, client):
        member = UserFactory()
        client.force_login(member)
        OrganisationFactory.create_batch(10, proposed_by=member)
        response = client.post(reverse("members:organisation_add"), self.values())
        assert response.status_code == 422
        assert "You can send the next one at" in response.content.decode()


class TestEditing:
    def posted(self, *rows, **extra):
        data = {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": 0, "description": "New words", **extra}
        for number, (direction, subject, note) in enumerate(rows):
            data |= {
                f"lines-{number}-direction": direction,
                f"lines-{number}-subject": subject,
                f"lines-{number}-note": note,
            }
        return data

    def test_who_speaks_for_it_keeps_the_profile(self, client, vic):
        client.force_login(speaker_of(vic))
        TermFactory(slug="councils")
        rows = [("offered", "themes/councils", "A joint  commission"), ("offered", "", ""), ("sought", "", "")]
        data = self.posted(*rows, limits="No money", name="Stolen name", domain="evil.example")
        response = client.post(reverse("members:organisation_edit", args=[vic.slug]), data)
        assert response.url == vic.get_absolute_url()
        vic.refresh_from_db()
        assert (vic.description, vic.limits, vic.name) == ("New words", "No money", "City of Víc")
        assert [(line.direction, line.note) for line in vic.expertise.all()] == [("offered", "A joint commission")]

    def test_a_note_without_a_subject_is_told_so_and_kept(self, client, vic):
        client.force_login(speaker_of(vic))
        data = self.posted(("offered", "", "Something fine"))
        response = client.post(reverse("members:organisation_edit", args=[vic.slug]), data)
        page = response.content.decode()
        assert response.status_code == 422
        assert "Choose a subject" in page
        assert "Something fine" in page
        assert vic.expertise.count() == 1

    @pytest.mark.parametrize("who", ["member", "waiting", "facilitator"])
    def test_nobody_else_finds_the_form(self, client, vic, who):
        user = facilitator() if who == "facilitator" else UserFactory()
        if who == "waiting":
            claim_of(user, vic)
        client.force_login(user)
        address = reverse("members:organisation_edit", args=[vic.slug])
        assert client.get(address).status_code == 404
        assert client.post(address, self.posted()).status_code == 404

    def test_several_speakers_share_the_profile(self, client, vic):
        for user in (speaker_of(vic), speaker_of(vic)):
            client.force_login(user)
            assert client.get(reverse("members:organisation_edit", args=[vic.slug])).status_code == 200


class TestThePage:
    def test_it_says_not_known_where_nobody_said_more(self, client):
        page = client.get(OrganisationFactory().get_absolute_url()).content.decode()
        assert page.count("Not known") >= 3
        assert "Not verified" in page

    def test_it_states_what_was_checked_when_and_until_when(self, client, vic):
        speaker_of(vic)
        page = client.get(vic.get_absolute_url()).content.decode()
        assert "a mailbox at" in page
        assert "Holds until" in page

    def test_people_show_only_what_they_opened_to_the_reader(self, client, vic):
        hidden = speaker_of(vic, name="Hidden Hand")
        shown = speaker_of(vic, name="Open Door")
        for user, audience in ((hidden, Audience.NOBODY), (shown, Audience.MEMBERS)):
            profile = user.profile
            profile.page_audience = profile.organisation_audience = profile.function_audience = audience
            profile.function = f"Function of {user.name}"
            profile.save()
        anonymous = client.get(vic.get_absolute_url()).content.decode()
        client.force_login(UserFactory())
        member = client.get(vic.get_absolute_url()).content.decode()
        for page in (anonymous, member):
            assert "Hidden Hand" not in page
        assert "Open Door" not in anonymous
        assert "Function of Open Door" in member

    def test_a_waiting_claim_says_check_under_way(self, client, vic):
        claim_of(UserFactory(), vic)
        assert "Check under way" in client.get(vic.get_absolute_url()).content.decode()
        assert "Check under way" in listed(client)


def test_the_exchanges_it_hosts_are_on_its_page(client, vic):
    page = client.get(vic.get_absolute_url()).content.decode()
    assert "Nothing on the site names this organisation yet." in page
    events.exchange(title="Desks that work", host=vic)
    events.exchange(title="Called off", host=vic, state="cancelled", cancelled_reason="Storm.")
    events.exchange(title="Not yet", host=vic, live=False)
    events.exchange(title="Another's", host=OrganisationFactory())
    page = client.get(vic.get_absolute_url()).content.decode()
    assert "Exchanges it hosts" in page
    assert "Desks that work" in page
    for words in ("Called off", "Not yet", "Another's", "Another&#x27;s", "Nothing on the site names"):
        assert words not in page


def test_hosting_three_exchanges_costs_the_same_as_one(client, vic, count_queries):
    events.exchange(host=vic)
    client.get(vic.get_absolute_url())
    one = count_queries(lambda: client.get(vic.get_absolute_url()))
    for _number in range(2):
        events.exchange(host=vic)
    assert count_queries(lambda: client.get(vic.get_absolute_url())) == one


def test_contact_roles_are_given_by_who_speaks_for_it(client, vic):
    speaker, colleague, stranger = speaker_of(vic), UserFactory(name="Colleague"), UserFactory()
    colleague.profile.organisation = vic
    colleague.profile.page_audience = colleague.profile.organisation_audience = Audience.MEMBERS
    colleague.profile.save()
    client.force_login(speaker)
    address = reverse("members:organisation_contacts", args=[vic.slug])
    client.post(address, {"press": colleague.pk, "focal": speaker.pk})
    now = clock.now()
    assert contact_posts.holders(organisation=vic, role="press", now=now) == [colleague]
    client.post(address, {"press": stranger.pk})
    assert contact_posts.holders(organisation=vic, role="press", now=now) == [colleague]
    assert contact_posts.holders(organisation=vic, role="press", now=now + timedelta(days=800)) == [colleague]
