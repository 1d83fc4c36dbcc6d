"""Asking in private: who reads it, what its asker sees, what she decides."""

import uuid

import pytest

from community.desk import working
from community.desk.models import Publication, Question
from community.desk.services import asking
from community.desk.services import refusals as refused
from community.members import pacing
from community.members.enums import RoleGroup
from foundation import clock
from tests.factories import desk as made
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
DOORS = ("", "answer/", "decline/", "verdict/", "consent/", "close/", "expert/", "space/", "publish/")


@pytest.fixture
def member(client):
    user = UserFactory()
    client.force_login(user)
    return user


def sent(**fields):
    return {
        "title": "Who pays for a desk?",
        "text": "We have **one** room.",
        "consent": "none",
        "language": "en",
        "submission": uuid.uuid4(),
        **fields,
    }


def test_a_member_asks_and_is_told_until_when_an_answer_comes(client, member):
    theme, place = TermFactory(slug="desks"), TerritoryFactory()
    until = working.last_day(clock.now())
    assert f"{until.day} " in client.get("/en/desk/ask/").content.decode()
    seal = uuid.uuid4()
    for _time in range(2):
        answer = client.post("/en/desk/ask/", sent(theme="desks", territory=place.name_en, submission=seal))
    row = Question.objects.get()
    assert answer["Location"] == row.get_absolute_url()
    assert (row.asker, row.theme, row.territory, row.state) == (member, theme, place, "asked")
    page = client.get(row.get_absolute_url()).content.decode()
    assert "<p>We have <strong>one</strong> room.</p>" in page
    assert "No answer yet. It comes until" in page
    assert "Who pays for a desk?" in client.get("/en/desk/").content.decode()
    assert "Who pays for a desk?" in client.get("/en/me/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("title", ""), ("text", ""), ("text", "x" * 10_001), ("consent", "all"), ("theme", "a\0b")]
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, member, field, value):
    answer = client.post("/en/desk/ask/", sent(**{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Who pays for a desk?" in page or field == "title"
    assert "We have **one** room." in page or field == "text"
    assert not Question.objects.exists()


def test_who_is_signed_out_keeps_what_she_typed(client):
    answer = client.post("/en/desk/ask/", sent())
    assert answer.status_code == 403
    assert "We have **one** room." in answer.content.decode()
    client.force_login(UserFactory())
    page = client.get("/en/desk/ask/").content.decode()
    assert "We have **one** room." in page
    assert 'value="Who pays for a desk?"' in page


def test_only_asker_expert_and_facilitators_find_a_private_question_at_any_door(client):
    row = made.question()
    expert = made.routed(row)
    address = f"/en/desk/questions/{row.pk}/"
    for user in (UserFactory(), UserFactory(role=RoleGroup.FACILITATORS, second_factor=False), made.expert()):
        client.force_login(user)
        for door in DOORS:
            answers = client.get(address + door), client.post(address + door, {"text": "x"})
            assert {answer.status_code for answer in answers} <= {404, 405, 302}, door
            assert all(row.title not in answer.content.decode() for answer in answers)
        assert client.post(f"{address}recall/").status_code in {404, 302}
    for user in (row.asker, expert, made.facilitator()):
        client.force_login(user)
        assert client.get(address).status_code == 200
    row.refresh_from_db()
    assert row.state == "routed"


def test_a_visitor_is_led_to_the_login_whatever_the_number(client):
    for number in (made.question().pk, 99999):
        for door in DOORS:
            assert "/accounts/login/" in client.get(f"/en/desk/questions/{number}/{door}")["Location"]


def test_the_asker_sees_the_states_and_not_what_the_desk_notes(client):
    row = made.question()
    expert = made.routed(row, note="Only for you.")
    client.force_login(row.asker)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Passed on" in page
    assert "Only for you." not in page
    client.force_login(expert)
    assert "Only for you." in client.get(row.get_absolute_url()).content.decode()


def test_she_says_that_it_answered_or_raises_it_again_with_a_new_day(client):
    row = made.question(now=clock.now())
    answer = made.answered(row)
    Question.objects.update(due_at=clock.now())
    client.force_login(row.asker)
    address = f"/en/desk/questions/{row.pk}/verdict/"
    client.post(address, {"helped": "yes"})
    answer.refresh_from_db()
    assert answer.helped is True
    for _time in range(2):
        client.post(address, {"helped": "no", "note": "Who pays?"})
    row.refresh_from_db()
    assert (row.state, row.due_at) == ("raised", working.due(clock.now()))
    assert row.steps.filter(after="raised").get().note == "Who pays?"


def test_nobody_else_says_what_helped_her(client):
    row = made.question()
    made.answered(row)
    with pytest.raises(refused.NotYours):
        asking.judge(question=row, by=made.facilitator(), helped=True, note="", now=clock.now())
    client.force_login(made.facilitator())
    assert client.post(f"/en/desk/questions/{row.pk}/verdict/", {"helped": "yes"}).status_code == 404


def test_she_closes_what_she_no_longer_needs_and_twice_is_once(client):
    row = made.question()
    made.routed(row)
    client.force_login(row.asker)
    for _time in range(2):
        assert client.post(f"/en/desk/questions/{row.pk}/close/", {}).status_code == 302
    row.refresh_from_db()
    assert row.state == "closed"
    assert row.steps.filter(after="closed").count() == 1
    assert row.routes.get().outcome == "ended"


def test_what_others_read_follows_her_choice_at_once(client):
    row = made.question(consent="named")
    made.answered(row)
    public = made.published(row)
    client.force_login(row.asker)
    address = f"/en/desk/questions/{row.pk}/consent/"
    assert public.asker == row.asker
    client.post(address, {"consent": "unnamed"})
    public.refresh_from_db()
    assert public.asker is None
    client.post(address, {"consent": "none"})
    assert not Publication.objects.exists()
    row.refresh_from_db()
    assert row.state == "answered"
    assert client.get(public.get_absolute_url()).status_code == 404


def test_eleven_questions_in_ten_minutes_are_one_too_many():
    asker = UserFactory()
    for _number in range(pacing.MOST):
        made.question(asker, paced=True)
    with pytest.raises(pacing.TooMany):
        made.question(asker, paced=True)


def test_an_empty_desk_leads_on(client, member):
    assert "You have not asked the desk yet." in client.get("/en/desk/").content.decode()
    client.logout()
    assert "Sign in to ask." in client.get("/en/desk/").content.decode()


def test_one_row_costs_as_much_as_three(client, count_queries):
    asker = UserFactory()
    expert = made.expert()

    def add():
        row = made.question(asker, theme=TermFactory(), territory=TerritoryFactory())
        made.routed(row, expert)
        public = made.question(consent="named")
        made.answered(public, is_named=True)
        made.published(public)

    def costs():
        found = []
        addresses = ((asker, "/en/desk/"), (expert, "/en/desk/"), (asker, "/en/me/"))
        addresses += ((made.facilitator(), "/en/desk/list/?show=routed"), (asker, "/en/desk/answers/"))
        for user, address in addresses:
            client.force_login(user)
            found.append(count_queries(lambda address=address: client.get(address)))
        return found

    add()
    costs()
    one = costs()
    for _number in range(2):
        add()
    assert costs() == one
