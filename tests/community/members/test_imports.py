"""Tables of organisations and territories: tried out, then written whole or not at all, and again without harm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from community.members.models import Organisation
from community.members.services import imports
from community.taxonomy.enums import Vocabulary
from community.territories.models import Territory
from community.territories.services import imports as territory_imports
from foundation import clock, csv_import
from home.services import editorial
from tests.factories import pages
from tests.factories.claims import facilitator
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import CountryFactory, TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

HEAD = "external_id,name,kind,level,territory,languages,description\n"
KAYES = "ml-1,Assembly of Kayes,local-authority,region,kayes,fr|bm,Plans\n"
VIC = "es-1,City of Vic,local-authority,,,,\n"


@pytest.fixture(autouse=True)
def _words():
    TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="local-authority")
    for slug in ("region", "municipality"):
        TermFactory(vocabulary=Vocabulary.TERRITORY_LEVELS, slug=slug)
    for slug in ("fr", "bm"):
        TermFactory(vocabulary=Vocabulary.LANGUAGES, slug=slug)
    CountryFactory(iso="ML")
    TerritoryFactory(slug="kayes")


def run(text: str, *, dry_run: bool = False):
    return imports.run(text=text, now=clock.now(), dry_run=dry_run)


def states(report) -> list[str]:
    assert not report.problems, report.problems
    return [outcome.state for outcome in report.outcomes]


def problems(report) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in report.problems]


def test_a_table_is_written_and_the_second_time_nothing_changes():
    assert states(run(HEAD + KAYES + VIC)) == ["created", "created"]
    made = Organisation.objects.get(external_id="ml-1")
    assert (made.slug, made.territory.slug, made.level.slug) == ("assembly-of-kayes", "kayes", "region")
    assert sorted(made.languages.values_list("slug", flat=True)) == ["bm", "fr"]
    assert states(run(HEAD + KAYES + VIC)) == ["unchanged", "unchanged"]


def test_a_row_is_found_again_by_its_id_and_only_its_columns_change():
    run(HEAD + KAYES)
    report = run("external_id,name,kind,languages\nml-1,Regional Assembly of Kayes,local-authority,fr\n")
    assert report.outcomes[0].columns == ["name", "languages"]
    made = Organisation.objects.get()
    assert (made.name, made.description) == ("Regional Assembly of Kayes", "Plans")
    assert run(HEAD + KAYES.replace("Plans", "")).outcomes[0].columns == ["name", "languages", "description"]


def test_trying_out_says_the_same_and_writes_nothing():
    report = run(HEAD + KAYES, dry_run=True)
    assert states(report) == ["created"]
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + HEAD + KAYES,
        (HEAD + KAYES).replace(",", ";"),
        (HEAD + KAYES).replace("\n", "\r\n"),
        HEAD + KAYES + ",,,,,,\n",
    ],
    ids=["mark", "semicolons", "windows", "empty row"],
)
def test_usual_forms_of_the_file_are_read(text):
    assert states(run(text)) == ["created"]


def test_each_mistake_is_named_by_row_and_column_and_nothing_is_written():
    OrganisationFactory(name="Town of Sikasso")
    text = HEAD + KAYES
    text += ",No id,local-authority,,,,\n"
    text += "a,Wrong kind,nonsense,,,,\n"
    text += "b,Wrong place,local-authority,,nowhere,xx,\n"
    text += "c,Town of Sikassó,local-authority,,,,\n"
    text += "ml-1,Twice,local-authority,,,,\n"
    text += f"d,{'x' * 200},local-authority,,,,\n"
    text += "e,Assembly-of Kayes,local-authority,,,,\n"
    expected = [(3, "external_id"), (4, "kind"), (5, "territory"), (5, "languages"), (6, "name")]
    expected += [(7, "external_id"), (8, "name"), (9, "name")]
    assert problems(run(text)) == expected
    assert Organisation.objects.count() == 1


def test_domains_and_founding_years_obey_the_same_rules_as_elsewhere():
    OrganisationFactory(name="Kayes", domain="kayes.example")
    head = "external_id,name,kind,founded_in,website,domain\n"
    rows = "a,One,local-authority,2999,,\nb,Two,local-authority,,,gmail.com\n"
    rows += "c,Three,local-authority,,javascript:alert(1),\nd,Four,local-authority,,,kayés.example\n"
    assert problems(run(head + rows)) == [(2, "founded_in"), (3, "domain"), (4, "website"), (5, "domain")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("external_id,name,kind,colour,\nx,y,z,w\n", "colour, –"),
        ("external_id,name,name,kind\n", "name"),
        ("external_id,name\n", "kind"),
        (HEAD + 'a,"open\n', "quotation mark"),
        (HEAD + "a\x00,b\n", "no text"),
        (HEAD + "a,b,local-authority,,,,,too,many\n", "Row 2"),
        (HEAD + VIC * 5001, "5,000"),
        (HEAD + "x" * 1_000_001, "1 MB"),
    ],
)
def test_an_unreadable_table_is_refused_as_a_whole(text, words):
    report = run(text)
    assert problems(report) == [(0, "")]
    assert words in report.problems[0].message


def test_a_formula_is_text():
    run(HEAD + 'f-1,Fine,local-authority,,,,"=HYPERLINK(""http://evil.example"")"\n')
    assert Organisation.objects.get().description == '=HYPERLINK("http://evil.example")'


PLACES = "external_id;name_en;name_fr;level;parent;countries;latitude;longitude;population;population_year;"
PLACES += "population_source;next_election_on\n"


class TestTerritories:
    def run(self, text, *, dry_run=False):
        return territory_imports.run(text=text, dry_run=dry_run)

    def test_a_place_can_lie_in_one_further_up_and_missing_names_fall_back(self):
        text = (
            PLACES
            + "r;Region;Région;region;;ML;14,5;-11.4;;;;\n"
            + "t;Town;;municipality;r;ML;14.2;-11;1000;2020;Census;2027-05-01\n"
        )
        assert states(self.run(text)) == ["created", "created"]
        town = Territory.objects.get(external_id="t")
        with translation.override("fr"):
            assert (town.name, town.parent.name) == ("Town", "Région")
        assert town.parent.external_id == "r"
        assert (float(town.latitude), town.population, str(town.next_election_on)) == (14.2, 1000, "2027-05-01")
        assert states(self.run(text)) == ["unchanged", "unchanged"]

    def test_a_circle_is_refused(self):
        self.run(PLACES + "r;Region;;region;;ML;1;1;;;;\nt;Town;;municipality;r;ML;1;1;;;;\n")
        report = self.run(PLACES + "r;Region;;region;t;ML;1;1;;;;\n")
        assert problems(report) == [(2, "parent")]

    def test_mistakes_are_named(self):
        text = PLACES + "a;A;;region;nowhere;XX;91;x;;;;tomorrow\nb;B;;region;;;1;1;1000;;;\nc;C;;;;;1;1;;;;\n"
        expected = [(2, "parent"), (2, "countries"), (2, "latitude"), (2, "longitude"), (2, "next_election_on")]
        assert problems(self.run(text)) == [*expected, (3, "population"), (4, "level")]
        assert Territory.objects.count() == 1

    def test_unchanged_rows_cost_no_query_of_their_own(self, count_queries):
        rows = "".join(f"p{number};Place {number};;region;;ML;1;1;;;;\n" for number in range(300))
        self.run(PLACES + rows)
        few = count_queries(lambda: self.run(PLACES + rows.splitlines(keepends=True)[0]))
        assert count_queries(lambda: self.run(PLACES + rows)) == few


class TestTheDoor:
    ADDRESS = "/cms/import/organisations/"

    @pytest.fixture
    def judge(self, client):
        editorial.appoint(homes=[pages.home()])
        user = facilitator()
        client.force_login(user)
        return user

    def test_upload_look_confirm(self, client, judge):
        upload = SimpleUploadedFile("list.csv", ("\ufeff" + HEAD + KAYES).encode())
        looked = client.post(self.ADDRESS, {"file": upload}).content.decode()
        assert "1 new, 0 changed" in looked
        assert "Nothing is written yet" in looked
        assert not Organisation.objects.exists()
        response = client.post(self.ADDRESS, {"text": HEAD + KAYES, "confirm": "1"}, follow=True)
        assert "Written: 1 new" in response.content.decode()
        assert Organisation.objects.get().external_id == "ml-1"

    def test_the_confirmation_checks_everything_again(self, client, judge):
        OrganisationFactory(name="Assembly of Kayes")  # came in after the table was tried out
        response = client.post(self.ADDRESS, {"text": HEAD + KAYES + VIC, "confirm": "1"})
        assert response.status_code == 422
        assert "nothing was written" in response.content.decode()
        assert Organisation.objects.count() == 1

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({}, "Choose a file or paste a table"),
            ({"file": SimpleUploadedFile("a.csv", "é".encode("latin-1"))}, "UTF-8"),
            ({"file": SimpleUploadedFile("a.csv", b"x" * 1_000_001)}, "1 MB"),
        ],
        ids=["nothing", "latin", "large"],
    )
    def test_a_file_that_cannot_be_read_is_told_so(self, client, judge, data, words):
        response = client.post(self.ADDRESS, data)
        assert response.status_code == 422
        assert words in response.content.decode()

    def test_the_empty_table_can_be_filled_and_sent_back(self, client, judge):
        response = client.get(f"{self.ADDRESS}template.csv")
        assert response["Content-Type"].startswith("text/csv")
        text = csv_import.decode(response.content)
        assert csv_import.read(text, imports.columns())[0]["external_id"] == "ml-kayes-assembly"

    def test_an_unknown_list_is_not_found_and_a_member_does_not_come_in(self, client, judge):
        assert client.get("/cms/import/members/", follow=True).status_code == 404
        client.force_login(UserFactory())
        assert client.post(self.ADDRESS, {"text": HEAD + KAYES, "confirm": "1"}).status_code in {302, 403}
        assert not Organisation.objects.exists()
