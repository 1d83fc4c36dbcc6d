"""Answering a call: begun while it is open, handed in when sent in time, never lost."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail as outbox

from community.digests.sources import Section
from community.outbox import delivery
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation import clock
from home.calls import digest_source
from home.calls.models import Answer, Call
from home.calls.schedules import remind
from home.calls.services import answers
from home.submissions.models import Submission
from home.submissions.services import sending
from tests.factories import calls, stories
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def deliver():
    while delivery.deliver_due(now=clock.now()):
        pass
    return outbox.outbox


@pytest.fixture
def signed(client):
    client.member = UserFactory()
    client.force_login(client.member)
    return client


def form(**values):
    stories.index()
    return {"title": "A desk", "kind": "practice", "language": "en", "form_key": uuid.uuid4()} | values


def test_an_answer_is_a_draft_like_any_other_and_the_form_sent_twice_is_one(signed):
    row, sent = calls.call(), form()
    first = signed.post(f"/en/calls/{row.slug}/answer/", sent)
    second = signed.post(f"/en/calls/{row.slug}/answer/", sent)
    answer = Answer.objects.get()
    assert first["Location"] == second["Location"] == f"/en/practices/share/{answer.submission_id}/place/"
    assert (answer.call, answer.submission.author, answer.handed_in_at) == (row, signed.member, None)


def test_who_is_signed_out_keeps_what_she_typed(client):
    row = calls.call()
    answer = client.post(f"/en/calls/{row.slug}/answer/", form())
    assert answer.status_code == 403
    client.force_login(UserFactory())
    assert 'value="A desk"' in client.get(f"/en/calls/{row.slug}/answer/").content.decode()


def test_after_closing_nothing_is_begun_and_the_title_is_kept(signed):
    row = calls.call()
    calls.close(row)
    answer = signed.post(f"/en/calls/{row.slug}/answer/", form())
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This call is closed." in page
    assert 'value="A desk"' in page
    assert not Submission.objects.exists()


def test_before_opening_nothing_is_begun(signed):
    row = calls.call(opens_at=clock.now() + DAY)
    answer = signed.post(f"/en/calls/{row.slug}/answer/", form())
    assert answer.status_code == 409
    assert "not open yet" in answer.content.decode()


def test_what_is_sent_in_time_is_handed_in_and_what_is_taken_back_is_not():
    row = calls.call()
    answer = calls.handed_in(row)
    assert list(row.answers.handed_in()) == [answer]
    sending.take_back(submission=answer.submission, by=answer.submission.author, now=clock.now())
    assert not row.answers.handed_in().exists()


def test_what_is_sent_too_late_is_a_practice_and_no_answer(client):
    row = calls.call()
    answer = calls.draft(row)
    calls.fill(answer)
    calls.close(row)
    author = answer.submission.author
    client.force_login(author)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Not handed in in time. The text is kept" in page
    sending.send(submission=answer.submission, by=author, now=clock.now())
    assert not row.answers.handed_in().exists()
    assert Submission.objects.get().state == "submitted"


def test_answers_stand_on_the_call_for_its_panel_and_for_all_once_public(client):
    row = calls.call()
    answer = calls.handed_in(row, title="Quiet lantern")
    address = row.get_absolute_url()
    for user in (None, UserFactory()):
        if user:
            client.force_login(user)
        assert "Quiet lantern" not in client.get(address).content.decode()
    for user in (calls.judge(row), row.owner, answer.submission.author):
        client.force_login(user)
        assert "Quiet lantern" in client.get(address).content.decode()
    client.logout()
    answer.submission.story.get_latest_revision().publish()
    Submission.objects.update(state="public")
    assert "Quiet lantern" in client.get(address).content.decode()


def test_the_list_shows_open_and_coming_calls_and_the_archive_closed_ones(client):
    calls.call(title="Open one")
    calls.call(title="Coming one", opens_at=clock.now() + DAY)
    calls.close(calls.call(title="Closed one"))
    now, then = client.get("/en/calls/").content.decode(), client.get("/en/calls/closed/").content.decode()
    assert "Open one" in now
    assert "Coming one" in now
    assert "Closed one" not in now
    assert "Closed one" in then
    assert "Open one" not in then


def test_an_empty_list_leads_on(client):
    page = client.get("/en/calls/").content.decode()
    assert "No call is open" in page
    assert "/en/practices/share/" in page


def test_one_row_costs_as_much_as_three(client, count_queries, facilitator):
    row = calls.call()
    judge = calls.judge(row)
    mine = calls.handed_in(row)
    addresses = ("/en/calls/", row.get_absolute_url(), f"/en/calls/{row.slug}/ranking/", f"/en/calls/{row.slug}/panel/")
    client.force_login(row.owner)

    def costs():
        return [count_queries(lambda address=address: client.get(address)) for address in addresses]

    calls.call()
    calls.close(row)
    costs()
    one = costs()
    Call.objects.filter(pk=row.pk).update(closes_at=clock.now() + DAY)
    for _number in range(2):
        calls.call()
        calls.judge(row)
        calls.handed_in(row)
    calls.close(row)
    for answer in row.answers.select_related("call"):
        calls.scored(answer, judge, 4, 2)
    many = costs()
    # Marks and declarations are read in one query each, however many there are.
    assert many[:2] == one[:2]
    assert many[2] <= one[2] + 1
    assert many[3] == one[3]
    assert mine.pk


def test_a_reminder_goes_once_to_who_has_a_draft_three_days_before(monkeypatch):
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)
    soon = calls.call(closes_at=clock.now() + 2 * DAY, zone="Asia/Manila")
    late = calls.call(closes_at=clock.now() + 5 * DAY)
    author = UserFactory(profile__time_zone="Africa/Dakar")
    calls.draft(soon, author, title="A desk <that> lasts")
    calls.draft(late)
    calls.handed_in(soon)
    for _time in range(2):
        remind()
    assert Mail.objects.filter(kind="call.closing").count() == 1
    letters = [each for each in deliver() if "closes soon" in each.subject]
    (letter,) = letters
    assert letter.to == [author.email]
    assert letter.subject == "“Desks that last” closes soon"
    html = letter.alternatives[0][0]
    assert "“A desk <that> lasts” is still a draft" in letter.body
    assert "A desk &lt;that&gt; lasts" in html
    assert "(Dakar)" in letter.body
    assert "(Manila)" in html


def test_a_reminder_is_not_sent_once_the_draft_is_sent(monkeypatch):
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)
    row = calls.call(closes_at=clock.now() + DAY)
    answer = calls.draft(row)
    answers.remind(now=clock.now())
    calls.fill(answer)
    sending.send(submission=answer.submission, by=answer.submission.author, now=clock.now())
    assert [each for each in deliver() if "closes soon" in each.subject] == []


def test_digests_hear_of_open_calls_and_of_no_closed_one():
    calls.call(title="Open one")
    calls.call(title="Coming one", opens_at=clock.now() + DAY)
    calls.close(calls.call(title="Closed one"))
    (told,) = digest_source.collect("fr", clock.now() - 7 * DAY, clock.now())
    assert (told.title, told.section, told.path) == (
        "Open one",
        Section.CALLS,
        "/fr/calls/desks-that-last/".replace("desks-that-last", "open-one"),
    )
    assert told.themes == {"desk"}
