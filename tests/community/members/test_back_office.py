"""The back office: facilitators check claims, keep organisations and places, close accounts; never through /admin/."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.members.enums import Audience, ClaimState, Proof, RoleGroup
from community.members.models import Claim, Organisation
from community.members.services import claims
from community.territories.models import Corridor, Territory
from foundation import clock
from home.services import editorial
from tests.factories import pages
from tests.factories.claims import approved, claim_of, facilitator
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import CountryFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rights():
    """The role groups have the rights that the founding content gives them."""
    editorial.appoint(homes=[pages.home()])


@pytest.fixture
def judge(client, rights):
    user = facilitator(name="Judge")
    client.force_login(user)
    return user


def editor():
    return UserFactory(role=RoleGroup.EDITORS, second_factor=True)


QUEUE = "/cms/verification/"


class TestTheQueue:
    def test_it_shows_what_waits_and_filters_by_state(self, client, judge):
        claim_of(UserFactory(name="Awa"), OrganisationFactory(name="Kayes"))
        approved(UserFactory(), OrganisationFactory(name="Vic"))
        waiting, done = client.get(QUEUE).content.decode(), client.get(QUEUE, {"state": "approved"}).content.decode()
        assert "Kayes" in waiting
        assert "Awa" in waiting
        assert "Vic" not in waiting
        assert "Vic" in done

    def test_the_menu_leads_there(self, client, judge):
        page = client.get("/cms/").content.decode()
        assert QUEUE in page
        assert "/cms/import/organisations/" in page

    def test_it_costs_the_same_for_one_and_three(self, client, judge, count_queries):
        claim_of(UserFactory(), OrganisationFactory())
        client.get(QUEUE)
        one = count_queries(lambda: client.get(QUEUE))
        for _number in range(2):
            claim_of(UserFactory(), OrganisationFactory())
        assert count_queries(lambda: client.get(QUEUE)) == one

    @pytest.mark.parametrize("verb", ["refuse", "revoke"])
    def test_a_refusal_without_a_reason_stays_on_the_page(self, client, judge, verb):
        made = claim_of if verb == "refuse" else approved
        claim = made(UserFactory(), OrganisationFactory())
        state = claim.state
        response = client.post(f"{QUEUE}{claim.pk}/{verb}/", {"reason": ""})
        claim.refresh_from_db()
        assert (response.status_code, claim.state) == (422, state)
        client.post(f"{QUEUE}{claim.pk}/{verb}/", {"reason": "The letter is old"})
        claim.refresh_from_db()
        assert claim.reason == "The letter is old"
        assert claim.state in {ClaimState.REFUSED, ClaimState.REVOKED}

    def test_approving_takes_a_post(self, client, judge):
        claim = claim_of(UserFactory(), OrganisationFactory())
        address = f"{QUEUE}{claim.pk}/approve/"
        assert client.get(address).status_code == 405
        client.post(address)
        client.post(address)  # twice is once
        claim.refresh_from_db()
        assert (claim.state, claim.decided_by) == (ClaimState.APPROVED, judge)

    def test_her_own_claim_is_for_somebody_else(self, client, judge):
        claim = claim_of(judge, OrganisationFactory())
        page = client.get(f"{QUEUE}{claim.pk}/").content.decode()
        assert "Ask another facilitator" in page
        client.post(f"{QUEUE}{claim.pk}/approve/")
        claim.refresh_from_db()
        assert claim.state == ClaimState.WAITING

    @pytest.mark.parametrize("who", ["visitor", "member", "organiser", "editor"])
    def test_nobody_else_sees_claims_or_documents(self, client, rights, who, monkeypatch, tmp_path):
        claim = with_document(monkeypatch, tmp_path)
        people = {
            "member": UserFactory,
            "organiser": lambda: UserFactory(role=RoleGroup.ORGANISERS),
            "editor": editor,
        }
        if who in people:
            client.force_login(people[who]())
        for door in ("", f"{claim.pk}/", f"{claim.pk}/document/"):
            response = client.get(f"{QUEUE}{door}")
            assert response.status_code in {302, 403}
            assert b"%PDF" not in b"".join(response)
        client.post(f"{QUEUE}{claim.pk}/approve/")
        claim.refresh_from_db()
        assert claim.state == ClaimState.WAITING

    def test_a_facilitator_opens_the_document_and_no_cache_keeps_it(self, client, judge, monkeypatch, tmp_path):
        claim = with_document(monkeypatch, tmp_path)
        response = client.get(f"{QUEUE}{claim.pk}/document/")
        assert b"".join(response).startswith(b"%PDF")
        assert "no-store" in response["Cache-Control"]
        assert response["Content-Disposition"].startswith("attachment")
        assert client.get(f"/media/{claim.document.name}").status_code == 404


def with_document(monkeypatch, folder) -> Claim:
    monkeypatch.setattr(Claim._meta.get_field("document"), "storage", FileSystemStorage(folder))
    return claims.submit(
        member=UserFactory(),
        organisation=OrganisationFactory(),
        proof=Proof.DOCUMENT,
        document=SimpleUploadedFile("a.pdf", b"%PDF-1.7"),
        now=clock.now() - timedelta(days=1),
    )


SCREENS = [
    "/cms/snippets/members/organisation/",
    "/cms/snippets/members/organisation/add/",
    "/cms/snippets/territories/territory/",
    "/cms/snippets/territories/territory/add/",
    "/cms/snippets/territories/corridor/add/",
    "/cms/snippets/territories/country/add/",
    "/cms/snippets/territories/region/add/",
    "/cms/import/organisations/",
    "/cms/import/territories/template.csv",
]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("make", [facilitator, editor], ids=["facilitator", "editor"])
def test_facilitators_and_editors_open_the_lists_and_forms(client, rights, screen, make):
    client.force_login(make())
    assert client.get(screen).status_code == 200


@pytest.mark.parametrize("screen", [*SCREENS, "/cms/members/"])
def test_members_open_none_of_them(client, rights, screen):
    client.force_login(UserFactory())
    assert client.get(screen).status_code in {302, 403}


def inline(*names: str) -> dict:
    return {f"{name}-{part}": 0 for name in names for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}


class TestOrganisations:
    EMPTY = inline("expertise", "contact_posts", "ties_from")

    def values(self, organisation, **extra):
        return {
            "name": organisation.name,
            "slug": organisation.slug,
            "kind": organisation.kind_id,
            **self.EMPTY,
            **extra,
        }

    def test_changing_the_domain_takes_the_badge(self, client, judge):
        organisation = OrganisationFactory()
        claim = approved(UserFactory(), organisation)
        address = f"/cms/snippets/members/organisation/edit/{organisation.pk}/"
        client.post(address, self.values(organisation, domain="new.example"))
        organisation.refresh_from_db()
        assert organisation.domain == "new.example"
        assert not Claim.objects.current(now=clock.now()).filter(pk=claim.pk).exists()

    def test_look_alikes_and_years_to_come_are_refused_here_too(self, client, judge):
        OrganisationFactory(name="Town of Kayes")
        kind = OrganisationFactory().kind_id
        address = "/cms/snippets/members/organisation/add/"
        values = {"name": "TOWN OF KÁYES", "slug": "town", "kind": kind, **self.EMPTY}
        assert "a name that looks the same" in client.post(address, values).content.decode()
        later = client.post(address, {**values, "name": "Elsewhere", "founded_in": 2999}).content.decode()
        assert "This year is still to come" in later
        assert Organisation.objects.count() == 2

    def test_an_organisation_is_not_tied_to_itself(self, client, judge):
        organisation, other = OrganisationFactory(), OrganisationFactory()
        address = f"/cms/snippets/members/organisation/edit/{organisation.pk}/"
        for target, kept in ((organisation, 0), (other, 1)):
            row = {"ties_from-TOTAL_FORMS": 1, "ties_from-0-kind": "follows", "ties_from-0-target": target.pk}
            assert client.post(address, self.values(organisation, **row)).status_code in {200, 302}
            assert organisation.ties_from.count() == kept

    def test_a_contact_role_goes_to_who_has_a_part_in_it(self, client, judge):
        organisation, stranger = OrganisationFactory(), UserFactory()
        speaker = approved(UserFactory(), organisation).member
        address = f"/cms/snippets/members/organisation/edit/{organisation.pk}/"
        for holder, kept in ((stranger, 0), (speaker, 1)):
            row = {"contact_posts-TOTAL_FORMS": 1, "contact_posts-0-role": "press", "contact_posts-0-holder": holder.pk}
            client.post(address, self.values(organisation, domain=organisation.domain, **row))
            assert organisation.contact_posts.count() == kept


class TestPlaces:
    def values(self, place, **extra):
        return {
            **{f"name_{language}": place.name_en for language in ("en", "fr", "es", "ar")},
            "slug": place.slug,
            "level": place.level_id,
            "countries": [CountryFactory().pk],
            "latitude": "10.0",
            "longitude": "20.0",
            "basis": "stated",
            "decentralisation": "unknown",
            **inline("competences", "links"),
            **extra,
        }

    def test_a_territory_that_would_lie_in_itself_is_refused_with_the_reason(self, client, judge):
        region = TerritoryFactory(name_en="Region")
        town = TerritoryFactory(name_en="Town", parent=region)
        address = f"/cms/snippets/territories/territory/edit/{region.pk}/"
        response = client.post(address, self.values(region, parent=town.pk))
        assert "Town lies in this territory" in response.content.decode()
        region.refresh_from_db()
        assert region.parent is None

    def test_a_population_without_year_and_source_is_refused(self, client, judge):
        place = TerritoryFactory()
        response = client.post(
            f"/cms/snippets/territories/territory/edit/{place.pk}/", self.values(place, population=1000)
        )
        assert "Give the year and the source" in response.content.decode()

    def test_competences_and_links_are_kept_with_the_territory(self, client, judge):
        place = TerritoryFactory()
        rows = {
            "competences-TOTAL_FORMS": 1,
            "competences-0-subject": "Schools",
            "links-TOTAL_FORMS": 1,
            "links-0-kind": "plan",
            "links-0-title": "Plan",
            "links-0-url": "https://plan.example/",
        }
        client.post(f"/cms/snippets/territories/territory/edit/{place.pk}/", self.values(place, **rows))
        place = Territory.objects.get(pk=place.pk)
        assert [str(row) for row in place.competences.all()] == ["Schools"]
        assert [str(row) for row in place.links.all()] == ["Plan"]

    def test_a_corridor_with_equal_ends_or_known_the_other_way_round_is_refused(self, client, judge):
        mali, france = CountryFactory(iso="ML", name_en="Mali"), CountryFactory(iso="FR", name_en="France")
        Corridor.objects.create(origin=mali, residence=france, basis="stated")
        address = "/cms/snippets/territories/corridor/add/"
        equal = client.post(address, {"origin": mali.pk, "residence": mali.pk, "basis": "stated"})
        turned = client.post(address, {"origin": france.pk, "residence": mali.pk, "basis": "stated"})
        assert "Both ends are the same place" in equal.content.decode()
        assert "Mali – France" in turned.content.decode()
        assert Corridor.objects.count() == 1


class TestAccounts:
    def test_a_facilitator_closes_and_opens_a_members_account(self, client, judge):
        member = UserFactory(name="Noisy Person")
        page = client.get("/cms/members/", {"q": "noisy"}).content.decode()
        assert "Noisy Person" in page
        assert member.email not in page
        client.post(f"/cms/members/{member.pk}/close/")
        member.refresh_from_db()
        assert not member.is_active
        client.post(f"/cms/members/{member.pk}/open/")
        member.refresh_from_db()
        assert member.is_active

    def test_a_hidden_organisation_is_hidden_here_too(self, client, judge):
        town, name = OrganisationFactory(name="Quiet Town"), "Noisy Person"
        member = UserFactory(name=name, profile__organisation=town)
        assert town.name not in client.get("/cms/members/").content.decode()
        member.profile.organisation_audience = Audience.MEMBERS
        member.profile.save()
        assert town.name in client.get("/cms/members/").content.decode()

    def test_a_closed_account_with_a_right_to_the_editors_room_is_opened_by_administrators_only(self, client, judge):
        member = UserFactory(is_active=False)
        keepers = Group.objects.create(name="Keepers")
        keepers.permissions.add(Permission.objects.get(codename="access_admin"))
        member.groups.add(keepers)
        assert client.post(f"/cms/members/{member.pk}/open/").status_code in {302, 403}
        member.refresh_from_db()
        assert not member.is_active

    def test_who_holds_power_and_she_herself_stay(self, client, judge):
        admin = UserFactory(is_superuser=True, is_staff=True)
        for user in (facilitator(), editor(), admin, judge):
            client.post(f"/cms/members/{user.pk}/close/")
            user.refresh_from_db()
            assert user.is_active

    def test_the_list_costs_the_same_for_one_and_three(self, client, judge, count_queries):
        UserFactory()
        client.get("/cms/members/")
        one = count_queries(lambda: client.get("/cms/members/"))
        UserFactory.create_batch(2)
        assert count_queries(lambda: client.get("/cms/members/")) == one

    @pytest.mark.parametrize("make", [facilitator, editor], ids=["facilitator", "editor"])
    def test_nobody_below_an_administrator_gives_roles(self, client, rights, make):
        client.force_login(make())
        member = UserFactory()
        for door in ("/cms/users/", f"/cms/users/edit/{member.pk}/", "/cms/users/new/", "/cms/groups/"):
            assert client.get(door).status_code in {302, 403, 404}
        client.post(f"/cms/users/edit/{member.pk}/", {"email": member.email, "name": "X", "is_superuser": "on"})
        member.refresh_from_db()
        assert not member.is_superuser

    def test_a_facilitator_has_no_business_in_the_django_admin(self, client, judge):
        assert client.get("/admin/").status_code in {302, 403}


def test_reversing_the_doors_keeps_their_addresses():
    assert reverse("verification:index") == QUEUE
    assert reverse("accounts:index") == "/cms/members/"
