"""The text: numbered paragraphs whose earlier wordings stay readable."""

import uuid

import pytest

from community.consultations.models import Consultation, Paragraph
from community.consultations.services import paragraphs
from community.consultations.services import refusals as refused
from community.members.enums import RoleGroup
from foundation import clock
from tests.factories import consultations as made
from tests.factories.groups import facilitator_of, group
from tests.factories.members import UserFactory
from tests.factories.taxonomy import CorridorFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def sent(**fields):
    return {
        "title": "A desk in each circle",
        "introduction": "Why now.",
        "text": "First.\n\n\n\nSecond, **bold**.\n\n- a\n- b",
        "submitted_to": "The ministry",
        "territory": TerritoryFactory(name_en="Kayes").name_en,
        "language": "en",
        "closes_on": "2099-03-31",
        "zone": "Africa/Bamako",
        "submission": uuid.uuid4(),
        **fields,
    }


@pytest.fixture
def facilitator(client):
    client.force_login(UserFactory(role=RoleGroup.FACILITATORS))
    return client


def test_a_text_falls_into_numbered_paragraphs_and_the_form_sent_twice_is_one(facilitator):
    values = sent()
    for _time in range(2):
        assert facilitator.post("/en/consultations/new/", values).status_code == 302
    row = Consultation.objects.get()
    assert [(each.number, each.html) for each in row.paragraphs.all()] == [
        (1, "<p>First.</p>"),
        (2, "<p>Second, <strong>bold</strong>.</p>"),
        (3, "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("territory", "", "Say for which territory, corridor or group it is."),
        ("territory", "Nowhere", "We know no"),
        ("closes_on", "2020-01-01", "This day is over."),
        ("closes_on", "soon", "Enter a valid date."),
        ("text", "", "This field is required."),
        ("text", "word\n\n" + "x" * 4001, "Paragraph 2 has more than 4000 characters."),
        ("text", "x\n\n" * 201, "At most 200 paragraphs fit."),
        ("zone", "Mars/Sea", "Select a valid choice"),
        ("group", "a\0b", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(facilitator, field, value, words):
    answer = facilitator.post("/en/consultations/new/", sent(**{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "A desk in each circle" in page
    assert not Consultation.objects.exists()


def test_a_consultation_is_for_a_corridor_too(facilitator):
    corridor = CorridorFactory()
    facilitator.post("/en/consultations/new/", sent(territory="", corridor=corridor.pk))
    assert Consultation.objects.get().corridor == corridor


def test_members_begin_none_but_who_looks_after_a_group_begins_one_there(client):
    circle = group()
    client.force_login(UserFactory())
    assert client.post("/en/consultations/new/", sent()).status_code == 403
    client.force_login(facilitator_of(circle))
    assert client.post("/en/consultations/new/", sent()).status_code == 403
    assert client.post("/en/consultations/new/", sent(group=circle.slug)).status_code == 302
    assert Consultation.objects.get().group == circle


def test_a_draft_changes_freely_and_is_read_by_who_edits_it(client):
    row = made.draft()
    address = f"/en/consultations/{row.slug}/"
    assert client.get(address).status_code == 404
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404
    client.force_login(made.keeper(row))
    client.post(f"{address}edit/", sent(text="One.\n\nTwo."))
    assert [each.text for each in row.paragraphs.all()] == ["One.", "Two."]
    made.moved(row, "discussion")
    assert client.post(f"{address}edit/", sent(text="Other.")).status_code == 409
    client.logout()
    assert client.get(address).status_code == 200


def test_a_revised_paragraph_keeps_its_earlier_wordings_with_their_differences(client):
    row = made.opened()
    client.force_login(made.keeper(row))
    address = f"/en/consultations/{row.slug}/paragraphs/1/"
    values = {"text": "Ask people **twice** before they leave.", "why": "Said by many.", "base": 1}
    assert client.post(f"{address}revise/", values).status_code == 302
    client.logout()
    page = client.get(address).content.decode()
    assert "<ins>**twice** before</ins>" in page
    assert "<del>**before**</del>" in page
    assert "Said by many." in page
    assert "Wording 1" in page
    assert "2 wordings" in client.get(row.get_absolute_url()).content.decode()


def test_of_two_revisions_of_one_wording_the_second_is_told(client):
    row = made.opened()
    client.force_login(made.keeper(row))
    address = f"/en/consultations/{row.slug}/paragraphs/1/revise/"
    client.post(address, {"text": "One way.", "why": "A.", "base": 1})
    answer = client.post(address, {"text": "The other way.", "why": "B.", "base": 1})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody changed this paragraph meanwhile." in page
    assert "The other way." in page
    assert Paragraph.objects.get(consultation=row, number=1).text == "One way."


@pytest.mark.parametrize("text", ["", "One.\n\nTwo."])
def test_a_paragraph_stays_one_paragraph(client, text):
    row = made.opened()
    client.force_login(made.keeper(row))
    answer = client.post(
        f"/en/consultations/{row.slug}/paragraphs/1/revise/", {"text": text, "why": "Because.", "base": 1}
    )
    assert answer.status_code == 422


def test_members_revise_nothing(client):
    row, member = made.opened(), UserFactory()
    client.force_login(member)
    address = f"/en/consultations/{row.slug}/paragraphs/1/revise/"
    assert client.post(address, {"text": "Mine.", "why": "I.", "base": 1}).status_code == 403
    with pytest.raises(refused.NotFacilitator):
        paragraphs.revise(consultation=row, number=1, by=member, text="Mine.", why="I.", base=1, now=clock.now())
