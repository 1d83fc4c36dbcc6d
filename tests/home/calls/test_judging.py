"""Judging: declared before the text opens, scored once, averages after one's own score, the ranking for the caller."""

import csv
import io

import pytest

from community.members.enums import RoleGroup
from foundation import clock
from home.calls.models import Call, Declaration, Mark, Score
from home.calls.services import calls as keeping
from home.calls.services import refusals as refused
from home.calls.services import scoring
from home.submissions.services import drafts, moves
from tests.factories import calls, stories
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    return calls.call()


@pytest.fixture
def answer(row):
    return calls.handed_in(row, title="Quiet lantern")


def score(answer, by, *points):
    return scoring.score(answer=answer, by=by, marks=calls.marks(answer.call, *points), now=clock.now())


def declare(answer, by, has_conflict=False):
    return scoring.declare(answer=answer, by=by, has_conflict=has_conflict, note="", now=clock.now())


def closed(answer):
    calls.close(answer.call)
    answer.call.refresh_from_db()


def at(answer, tail=""):
    return f"/en/calls/{answer.call.slug}/answers/{answer.pk}/{tail}"


def test_the_text_opens_after_the_declaration_and_not_with_a_conflict(client, row, answer):
    judge = calls.judge(row)
    client.force_login(judge)
    assert client.get(at(answer, "text/"))["Location"] == at(answer)
    client.post(at(answer), {"has_conflict": "no"})
    assert "People find help at one door." in client.get(at(answer, "text/")).content.decode()
    client.post(at(answer), {"has_conflict": "yes", "note": "My cousin."})
    assert Declaration.objects.get().has_conflict is True
    with pytest.raises(refused.HasConflict):
        declare(answer, judge)
    assert client.get(at(answer, "text/"))["Location"] == at(answer)


def test_the_panel_judges_what_was_handed_in_whatever_is_changed_later(client, row, answer):
    judge, author = calls.judge(row), answer.submission.author
    moves.by_review(submission=answer.submission, to="changes", by=judge, now=clock.now(), note="Shorter.")
    drafts.write(
        submission=answer.submission,
        by=author,
        base=None,
        change=lambda story: setattr(story, "standfirst", "Written after the call."),
        now=clock.now(),
    )
    declare(answer, judge)
    client.force_login(judge)
    page = client.get(at(answer, "text/")).content.decode()
    assert "People find help at one door." in page
    assert "Written after the call." not in page


def test_only_the_panel_finds_an_answer_and_nobody_judges_her_own(client, row, answer):
    author = answer.submission.author
    row.panel.create(member=author, added_at=clock.now())
    for user in (UserFactory(), author, UserFactory(role=RoleGroup.FACILITATORS)):
        client.force_login(user)
        assert client.get(at(answer)).status_code == 404
        assert client.get(at(answer, "text/")).status_code == 404
        with pytest.raises(refused.CallGone):
            declare(answer, user)
    client.logout()
    assert "/accounts/login/" in client.get(at(answer))["Location"]


def test_scores_wait_until_the_call_has_closed(row, answer):
    judge = calls.judge(row)
    declare(answer, judge)
    with pytest.raises(refused.StillOpen):
        score(answer, judge, 4, 2)


def test_who_has_not_declared_or_has_a_conflict_does_not_score(row, answer):
    judge = calls.judge(row)
    closed(answer)
    with pytest.raises(refused.DeclareFirst):
        score(answer, judge, 4, 2)
    declare(answer, judge, has_conflict=True)
    with pytest.raises(refused.HasConflict):
        score(answer, judge, 4, 2)
    assert not Score.objects.exists()


def test_a_score_is_given_once_and_the_same_one_sent_twice_is_one(row, answer):
    judge = calls.judge(row)
    closed(answer)
    declare(answer, judge)
    assert score(answer, judge, 4, 2) == score(answer, judge, 4, 2)
    with pytest.raises(refused.ScoredAlready):
        score(answer, judge, 5, 5)
    with pytest.raises(refused.ScoredAlready):
        declare(answer, judge, has_conflict=True)
    assert Mark.objects.count() == 2


@pytest.mark.parametrize("points", [(0, 3), (6, 3)])
def test_points_lie_between_one_and_five(row, answer, points):
    judge = calls.judge(row)
    closed(answer)
    declare(answer, judge)
    with pytest.raises(refused.MarksMissing):
        score(answer, judge, *points)
    with pytest.raises(refused.MarksMissing):
        scoring.score(answer=answer, by=judge, marks={}, now=clock.now())


def test_the_average_shows_after_ones_own_score(client, row, answer):
    first, second = calls.judge(row), calls.judge(row)
    closed(answer)
    calls.scored(answer, first, 5, 1)
    declare(answer, second)
    client.force_login(second)
    assert "average" not in client.get(at(answer)).content.decode()
    ids = [each.pk for each in row.criteria.all()]
    wrong = client.post(at(answer), {f"points-{ids[0]}": "2", f"note-{ids[0]}": "Too long."})
    assert wrong.status_code == 422
    assert "Too long." in wrong.content.decode()
    client.post(at(answer), {f"points-{ids[0]}": "2", f"points-{ids[1]}": "2"})
    # (5 + 2) / 2 with weight 3, (1 + 2) / 2 with weight 1.
    assert "average is 3.00, from 2 scores" in client.get(at(answer)).content.decode()


def test_the_ranking_is_the_callers_weighted_and_best_first(client, row, answer):
    other, unread = calls.handed_in(row, title="=Better"), calls.handed_in(row, title="Unread")
    judge = calls.judge(row)
    closed(answer)
    for each in (other, unread):
        each.call.refresh_from_db()
    calls.scored(answer, judge, 2, 5)
    calls.scored(other, judge, 4, 1)
    declare(unread, judge, has_conflict=True)
    ranks = scoring.ranking(call=row)
    assert [(each.answer.pk, each.average) for each in ranks] == [
        (other.pk, 3.25),
        (answer.pk, 2.75),
        (unread.pk, None),
    ]
    assert ranks[2].conflicts == 1
    client.force_login(row.owner)
    page = client.get(f"/en/calls/{row.slug}/ranking/").content.decode()
    assert page.index("=Better") < page.index("Quiet lantern") < page.index("Unread")
    table = client.get(f"/en/calls/{row.slug}/ranking.csv")
    lines = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert lines[0] == ["Rank", "Title", "Organisation", "Average", "Scores", "Conflicts", "Repeatable", "Cheap"]
    assert lines[1] == ["1", "'=Better", "", "3.25", "1", "0", "4.00", "1.00"]
    for user in (judge, UserFactory()):
        client.force_login(user)
        assert client.get(f"/en/calls/{row.slug}/ranking/").status_code == 404
        assert client.get(f"/en/calls/{row.slug}/ranking.csv").status_code == 404


def test_a_caller_who_judges_sees_the_ranking_after_her_own_scores(client, row, answer):
    row.panel.create(member=row.owner, added_at=clock.now())
    closed(answer)
    client.force_login(row.owner)
    assert client.get(f"/en/calls/{row.slug}/ranking/")["Location"] == row.get_absolute_url()
    assert client.get(f"/en/calls/{row.slug}/ranking.csv").status_code == 404
    calls.scored(answer, row.owner, 3, 3)
    assert client.get(f"/en/calls/{row.slug}/ranking/").status_code == 200


def test_the_panel_is_named_by_address_once_and_who_scored_stays(client, row, answer):
    member = UserFactory()
    client.force_login(row.owner)
    panel = f"/en/calls/{row.slug}/panel/"
    for _time in range(2):
        client.post(panel, {"address": member.email.upper()})
    seat = row.panel.get()
    assert seat.member == member
    nobody = client.post(panel, {"address": "nobody@example.org"})
    assert nobody.status_code == 422
    assert "No member has this address." in nobody.content.decode()
    closed(answer)
    calls.scored(answer, member, 3, 3)
    with pytest.raises(refused.HasJudged):
        keeping.unseat(seat=seat, by=row.owner)
    assert "stays on the panel" in client.post(f"{panel}{seat.pk}/remove/", follow=True).content.decode()


def test_facilitators_and_editors_make_calls_and_nobody_else(client):
    stories.index()
    TermFactory(slug="desk")
    sent = {
        "title": "Desks",
        "wanted": "proposals",
        "text": "Tell us.",
        "themes": ["desk"],
        "countries": ["SN", "ML"],
        "zone": "Africa/Dakar",
        "opens_at": "2026-03-01T09:00",
        "closes_at": "2099-04-30T18:00",
        "criteria": "Repeatable: 3",
    }
    client.force_login(UserFactory())
    assert client.get("/en/calls/new/").status_code == client.post("/en/calls/new/", sent).status_code == 404
    for role in (RoleGroup.FACILITATORS, RoleGroup.EDITORS):
        client.force_login(UserFactory(role=role))
        client.post("/en/calls/new/", sent)
    wrong = client.post("/en/calls/new/", sent | {"closes_at": "2026-02-01T09:00"})
    assert wrong.status_code == 422
    assert "Tell us." in wrong.content.decode()
    assert [row.slug for row in Call.objects.order_by("pk")] == ["desks", "desks-2"]
    row = Call.objects.first()
    client.post(f"/en/calls/{row.slug}/edit/", sent | {"title": "Desks, again"})
    row.refresh_from_db()
    assert (row.title, row.slug, row.countries) == ("Desks, again", "desks", ["ML", "SN"])
    assert [(each.title, each.weight) for each in row.criteria.all()] == [("Repeatable", 3)]
