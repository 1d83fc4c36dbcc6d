"""Statements: by members and for their authorities, on a paragraph or the whole, until the last day is over."""

import csv
import io
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from community.consultations.models import Response, Statement
from community.consultations.services import refusals as refused
from community.consultations.services import responses, statements
from community.members import pacing
from community.members.enums import Audience, RoleGroup
from community.outbox.models import Mail
from community.taxonomy.enums import Vocabulary
from foundation import clock
from tests.factories import consultations as made
from tests.factories.claims import speaker_of
from tests.factories.groups import group, inside, private_group
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db


def send(client, row, **fields):
    values = {"text": "We did it so.", "language": "en", "submission": uuid.uuid4(), **fields}
    return client.post(f"/en/consultations/{row.slug}/statements/", values, follow=False)


@pytest.fixture
def row():
    return made.opened()


@pytest.fixture
def member(client):
    user = UserFactory()
    client.force_login(user)
    return user


def test_a_member_writes_on_one_paragraph_or_on_the_whole(client, row, member):
    send(client, row, number=2)
    send(client, row, text="On all of it.")
    one, whole = Statement.objects.order_by("pk")
    assert (one.author, one.paragraph.number, one.version, whole.paragraph) == (member, 2, 1, None)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "On paragraph 2" in page
    assert "On the whole text" in page
    only = client.get(f"{row.get_absolute_url()}?paragraph=2").content.decode()
    assert "We did it so." in only
    assert "On all of it." not in only


def test_the_form_sent_twice_is_one_statement(client, row, member):
    seal = uuid.uuid4()
    first, second = (send(client, row, submission=seal) for _time in range(2))
    assert first["Location"] == second["Location"]
    assert Statement.objects.count() == 1


def test_who_speaks_for_an_authority_writes_in_its_name_and_nobody_else(client, row, member):
    town = OrganisationFactory(name="Town of Vic")
    assert send(client, row, speaks_for=town.pk).status_code == 422
    client.force_login(speaker_of(town))
    send(client, row, speaks_for=town.pk)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "as its checked focal point on" in page
    assert Statement.objects.get().speaks_for == town


def test_the_list_says_from_which_kind_of_organisation_each_comes_as_far_as_she_shows_it(client, row):
    kind = TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="migrant-association")
    for opened in (Audience.EVERYONE, Audience.NOBODY):
        author = UserFactory(open_to=opened)
        author.profile.organisation = OrganisationFactory(kind=kind)
        author.profile.save()
        made.statement(row, author)
    page = client.get(row.get_absolute_url()).content.decode()
    assert page.count("migrant-association in English") == 1
    assert page.count("No organisation named") == 1


@pytest.mark.parametrize("text", ["", "x" * 10_001])
def test_a_text_that_cannot_stand_is_shown_again(client, row, member, text):
    answer = send(client, row, text=text)
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert not Statement.objects.exists()


def test_who_is_signed_out_keeps_what_she_typed(client, row):
    answer = send(client, row, text="Typed for an hour.")
    assert answer.status_code == 403
    assert "Typed for an hour." in answer.content.decode()
    client.force_login(UserFactory())
    assert "Typed for an hour." in client.get(row.get_absolute_url()).content.decode()


def test_after_the_last_day_nothing_is_taken_and_the_text_is_kept(client, row, member):
    made.close(row)
    answer = send(client, row, text="Too late, alas.")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "takes no statements now" in page
    assert "Too late, alas." in page
    assert not Statement.objects.exists()


def test_the_moment_of_effect_decides_not_the_page_that_was_open(row):
    author = UserFactory()
    with pytest.raises(refused.DiscussionClosed):
        made.statement(row, author, now=row.closes_at)
    assert made.statement(row, author, now=row.closes_at - timedelta(seconds=1)).pk


def test_outside_the_discussion_nothing_is_taken(client, member):
    adopted = made.moved(made.opened(), "adopted")
    assert send(client, adopted).status_code == 409


def test_eleven_statements_in_ten_minutes_are_one_too_many(row):
    author = UserFactory()
    for _number in range(pacing.MOST):
        made.statement(row, author, paced=True)
    with pytest.raises(pacing.TooMany):
        made.statement(row, author, paced=True)


def test_a_groups_consultation_is_read_and_answered_from_inside_only(client):
    circle = private_group()
    row = made.opened(group=circle)
    said = made.statement(row, inside(circle), text="Among us.")
    addresses = [
        row.get_absolute_url(),
        said.get_absolute_url(),
        f"{row.get_absolute_url()}responses/",
        f"{row.get_absolute_url()}responses.csv",
        f"{row.get_absolute_url()}paragraphs/1/",
    ]
    for user in (None, UserFactory()):
        if user:
            client.force_login(user)
        assert [client.get(address).status_code for address in addresses] == [404] * 5
        assert row.title not in client.get("/en/consultations/").content.decode()
        assert send(client, row).status_code == 404
    client.force_login(inside(circle))
    assert [client.get(address).status_code for address in addresses] == [200, 302, 200, 200, 200]
    assert send(client, row).status_code == 302


def test_who_left_the_group_is_outside_and_her_named_task_does_not_help(client):
    circle = group()
    row, named = made.opened(group=circle), inside(circle)
    row.facilitators.add(named)
    client.force_login(named)
    assert client.get(row.get_absolute_url()).status_code == 200
    circle.memberships.filter(member=named).update(state="left")
    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.post(f"{row.get_absolute_url()}move/adopted/", {"why": "I."}).status_code == 404
    with pytest.raises(refused.ConsultationGone):
        made.statement(row, named)


def test_one_takes_away_what_one_wrote_and_a_line_stays(client, row, member):
    own, other = made.statement(row, member), made.statement(row)
    assert client.post(f"/en/consultations/statements/{other.pk}/remove/").status_code == 404
    assert client.get(f"/en/consultations/statements/{own.pk}/remove/").status_code == 200
    client.post(f"/en/consultations/statements/{own.pk}/remove/")
    own.refresh_from_db()
    assert (own.state, own.text, own.html) == ("removed", "", "")
    assert "Removed by its author." in client.get(row.get_absolute_url()).content.decode()


def test_a_statement_is_reported_and_hidden_like_any_contribution(client, row, member):
    said = made.statement(row, text="Words against somebody.")
    assert f"/en/moderation/flag/statement/{said.pk}/" in client.get(row.get_absolute_url()).content.decode()
    client.post(f"/en/moderation/flag/statement/{said.pk}/", {"reason": "other", "note": ""})
    client.force_login(UserFactory(role=RoleGroup.FACILITATORS))
    assert "Words against somebody." in client.get("/en/moderation/").content.decode()
    address = reverse("moderation:decide", args=["statement", said.pk])
    assert client.post(address, {"action": "hide", "reason": "It names somebody."}).status_code == 302
    assert Mail.objects.filter(recipient=said.author.email, kind__startswith="moderation.").count() == 1
    client.logout()
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Words against somebody." not in page
    assert "Reason: It names somebody." in page
    assert "Words against somebody." not in client.get(f"{row.get_absolute_url()}responses.csv").content.decode()
    assert statements.restore(statement=said)
    assert "Words against somebody." in client.get(row.get_absolute_url()).content.decode()


def test_each_statement_gets_its_response_and_everybody_reads_the_table(client, row):
    said = made.statement(row, text="=cmd()", number=1)
    client.force_login(made.keeper(row))
    address = f"/en/consultations/{row.slug}/statements/{said.pk}/respond/"
    wrong = client.post(address, {"uptake": "partly", "why": ""})
    assert wrong.status_code == 422
    for why in ("Half of it.", "+The other half."):
        assert client.post(address, {"uptake": "partly", "why": why}).status_code == 302
    client.logout()
    page = client.get(f"/en/consultations/{row.slug}/responses/").content.decode()
    assert "Taken up in part" in page
    assert "+The other half." in page
    answer = client.get(f"/en/consultations/{row.slug}/responses.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (rows[1][1], rows[1][3], rows[1][-2:]) == ("1", "'=cmd()", ["Taken up in part", "'+The other half."])


def test_members_respond_to_nothing_and_the_table_closes_with_the_answer(client, row, member):
    said = made.statement(row)
    address = f"/en/consultations/{row.slug}/statements/{said.pk}/respond/"
    assert client.post(address, {"uptake": "not", "why": "I say so."}).status_code == 403
    made.answered(said)
    made.moved(row, "withdrawn")
    with pytest.raises(refused.ResponsesClosed):
        responses.respond(statement=said, by=made.keeper(row), uptake="not", why="No.", now=clock.now())
    assert Response.objects.get().uptake == "taken"


@pytest.mark.parametrize("odd", ["?page=x", "?paragraph=%F0%9F%98%80", "?paragraph=99999999999999999999", "?state=a"])
def test_odd_addresses_get_an_answer(client, row, odd):
    assert client.get(row.get_absolute_url() + odd).status_code == 200
    assert client.get(f"/en/consultations/{odd}").status_code == 200


def test_one_row_costs_as_much_as_three(client, count_queries, row):
    addresses = ("/en/consultations/", row.get_absolute_url(), f"{row.get_absolute_url()}responses/")
    client.force_login(made.keeper(row))

    def add():
        author = speaker_of(OrganisationFactory(), open_to=Audience.EVERYONE)
        said = made.statement(row, author, number=1, speaks_for=author.profile.organisation)
        made.answered(said)
        made.opened()

    def costs():
        return [count_queries(lambda address=address: client.get(address)) for address in addresses]

    add()
    costs()
    one = costs()
    for _number in range(3):
        add()
    assert costs() == one


def test_an_empty_list_leads_on(client):
    page = client.get("/en/consultations/").content.decode()
    assert "No consultation yet" in page
    assert "/en/discussions/" in page
