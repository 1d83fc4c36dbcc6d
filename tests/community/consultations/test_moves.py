"""The way of a proposal: draft, discussion, adopted, submitted, answered, withdrawn; each step in a public log."""

from datetime import timedelta

import pytest

from community.consultations.enums import MOVES, State
from community.consultations.models import Consultation, Move
from community.consultations.services import consultations, moves, paragraphs
from community.consultations.services import refusals as refused
from community.members.enums import RoleGroup
from foundation import clock
from tests.factories import consultations as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
ANSWER = {"answer": "We **agree**.", "answered_on": "2026-03-02"}


@pytest.fixture
def kept(client):
    row = made.draft()
    client.force_login(made.keeper(row))
    return row


def step(client, row, to, **sent):
    return client.post(f"/en/consultations/{row.slug}/move/{to}/", {"why": f"On to {to}.", **sent})


def test_a_proposal_goes_its_whole_way_and_the_log_says_who_when_and_why(client, kept):
    for to in ("discussion", "adopted", "submitted"):
        assert step(client, kept, to).status_code == 302
    step(client, kept, "answered", **ANSWER)
    kept.refresh_from_db()
    assert (kept.state, kept.answer_html) == ("answered", "<p>We <strong>agree</strong>.</p>")
    client.logout()
    page = client.get(kept.get_absolute_url()).content.decode()
    for words in ("On to discussion.", "On to adopted.", "On to submitted.", "On to answered.", "2 March 2026"):
        assert words in page
    assert made.keeper(kept).name in page


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("to", State.values)
def test_every_move_that_is_not_in_the_table_is_refused(client, kept, before, to):
    extra = {"answer": "x", "answered_on": "2026-03-02"} if before == State.ANSWERED else {}
    Consultation.objects.filter(pk=kept.pk).update(state=before, opened_at=clock.now(), **extra)
    answer = step(client, kept, to, **(ANSWER if to == State.ANSWERED else {}))
    kept.refresh_from_db()
    if to in MOVES[before]:
        assert (answer.status_code, kept.state) == (302, to)
    else:
        assert (answer.status_code, kept.state) == (409, before)
        assert "no step leads to" in answer.content.decode()


def test_a_step_needs_a_reason_and_the_typed_text_stays(client, kept):
    made.moved(kept, "discussion", "adopted", "submitted")
    answer = client.post(f"/en/consultations/{kept.slug}/move/answered/", {"answer": "They agree, at last."})
    assert answer.status_code == 422
    assert "They agree, at last." in answer.content.decode()
    assert not Move.objects.filter(after="answered").exists()


def test_the_same_step_sent_twice_is_one(client, kept):
    assert [step(client, kept, "discussion").status_code for _time in range(2)] == [302, 302]
    assert Move.objects.filter(after="discussion").count() == 1


def test_a_discussion_that_would_be_over_does_not_begin(client, kept):
    made.close(kept)
    answer = step(client, kept, "discussion")
    assert answer.status_code == 409
    assert "Choose a later one" in answer.content.decode()


def test_a_text_is_adopted_once_every_statement_has_its_response(client, kept):
    made.moved(kept, "discussion")
    said = made.statement(kept)
    answer = step(client, kept, "adopted")
    assert answer.status_code == 409
    assert "1 statement has no response yet" in answer.content.decode()
    made.answered(said)
    assert step(client, kept, "adopted").status_code == 302


def test_adoption_freezes_the_text(kept):
    made.moved(kept, "discussion", "adopted")
    values = {"number": 1, "text": "Else.", "why": "Because.", "base": 1, "now": clock.now()}
    with pytest.raises(refused.TextFrozen):
        paragraphs.revise(consultation=kept, by=made.keeper(kept), **values)


def test_the_last_day_is_put_off_and_never_brought_forward(client, kept):
    made.moved(kept, "discussion")
    address = f"/en/consultations/{kept.slug}/last-day/"
    sooner, later = (kept.closes_on + timedelta(days=days) for days in (-1, 5))
    assert client.post(address, {"closes_on": sooner, "why": "Faster."}).status_code == 409
    assert client.post(address, {"closes_on": later, "why": "The feast."}).status_code == 302
    kept.refresh_from_db()
    assert kept.closes_on == later
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "Last day put off" in page
    assert "The feast." in page


def test_only_who_looks_after_it_and_the_sites_facilitators_move_it(client, kept):
    other = UserFactory()
    Consultation.objects.filter(pk=kept.pk).update(opened_at=clock.now())
    client.force_login(other)
    assert step(client, kept, "discussion").status_code == 403
    with pytest.raises(refused.NotFacilitator):
        moves.move(consultation=kept, by=other, to="discussion", why="I.", now=clock.now())
    consultations.name_facilitator(consultation=kept, by=made.keeper(kept), address=other.email)
    assert step(client, kept, "discussion").status_code == 302
    client.force_login(UserFactory(role=RoleGroup.FACILITATORS, second_factor=False))
    assert step(client, kept, "withdrawn").status_code in {302, 403}
    kept.refresh_from_db()
    assert kept.state == "discussion"


def test_who_lost_her_role_a_moment_ago_moves_nothing(kept):
    by = made.keeper(kept)
    assert by.is_facilitator
    kept.facilitators.clear()
    by.groups.clear()
    with pytest.raises(refused.ContributionRefused):
        moves.move(consultation=kept, by=by, to="discussion", why="I.", now=clock.now())


def test_a_step_is_no_link_that_a_robot_could_follow(client, kept):
    assert client.get(f"/en/consultations/{kept.slug}/move/discussion/").status_code == 200
    kept.refresh_from_db()
    assert kept.state == "draft"
    assert client.get(f"/en/consultations/{kept.slug}/move/answered/").status_code == 302
    assert client.get(f"/en/consultations/{kept.slug}/move/elsewhere/").status_code == 404


def test_who_is_signed_out_keeps_why_she_moved_it(client, kept):
    by = made.keeper(kept)
    client.logout()
    answer = step(client, kept, "discussion")
    assert answer.status_code == 403
    assert "On to discussion." in answer.content.decode()
    client.force_login(by)
    assert "On to discussion." in client.get(f"/en/consultations/{kept.slug}/move/discussion/").content.decode()
