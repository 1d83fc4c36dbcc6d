"""Submissions by a form: who makes it, who fills it in, who reads what, and the table of all."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from community.ediscussions.models import FormQuestion, Submission
from foundation import clock
from tests.factories import discussions as threads
from tests.factories import ediscussions as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def door(name, row, *rest):
    return reverse(f"ediscussions:{name}", args=[row.slug, *rest])


@pytest.fixture
def row():
    discussion = made.discussion()
    made.form(discussion)
    return discussion


@pytest.fixture
def member(client):
    user = UserFactory(name="Aminata")
    client.force_login(user)
    return user


def filled(row, **change):
    answers = {f"answer-{each.pk}": f"Words {each.position}" for each in row.form_questions.all()}
    return {**answers, "language": "en", "is_confidential": "no", **change}


def form_of(*fields, **change):
    told = {"intro": "Tell us.", "field-TOTAL_FORMS": str(len(fields)), "field-INITIAL_FORMS": "0"}
    for number, field in enumerate(fields):
        told |= {f"field-{number}-{name}": value for name, value in field.items()}
    return {**told, **change}


def test_facilitators_make_the_form(client):
    discussion = made.discussion()
    client.force_login(made.leader_of(discussion))
    sent = form_of({"label": "What did you try?", "help": "One thing.", "is_required": "on"}, {"label": "", "help": ""})
    assert client.post(door("set_form", discussion), sent).status_code == 302
    question = FormQuestion.objects.get()
    assert [question.label, question.help, question.is_required, question.is_long] == [
        "What did you try?",
        "One thing.",
        True,
        False,
    ]
    assert "Fill in the form" in text(client.get(made.thread_of(discussion).get_absolute_url()))


def test_help_without_a_question_is_shown_again(client):
    discussion = made.discussion()
    client.force_login(made.leader_of(discussion))
    answer = client.post(door("set_form", discussion), form_of({"label": "", "help": "Only help."}))
    assert answer.status_code == 422
    assert "Write the question, or empty its help too." in text(answer)
    assert "Only help." in text(answer)


def test_the_questions_stay_once_somebody_answered_and_their_introduction_may_change(client, row):
    made.handed_in(row)
    client.force_login(made.leader_of(row))
    answer = client.post(door("set_form", row), form_of({"label": "Another?"}))
    assert answer.status_code == 409
    assert "Members have answered this form" in text(answer)
    assert row.form_questions.count() == 2
    same = [
        {"label": each.label, "help": "", "is_required": "on", "is_long": "on"} for each in row.form_questions.all()
    ]
    assert client.post(door("set_form", row), form_of(*same, intro="New words.")).status_code == 302
    row.refresh_from_db()
    assert row.form_intro == "New words."


def test_a_member_hands_in_and_everybody_reads_what_is_public(client, row, member):
    answer = client.post(door("hand_in", row), filled(row))
    assert answer.status_code == 302, text(answer)
    client.logout()
    assert "Words 0" in text(client.get(door("submissions", row)))
    assert "Aminata" in text(client.get(Submission.objects.get().get_absolute_url()))


def test_a_confidential_submission_is_read_by_its_author_and_the_facilitators_only(client, row, member):
    client.post(door("hand_in", row), filled(row, is_confidential="yes"))
    submission = Submission.objects.get()
    readers = [(member, True), (made.leader_of(row), True), (UserFactory(), False), (None, False)]
    for reader, reads in readers:
        client.logout()
        if reader:
            client.force_login(reader)
        assert (client.get(submission.get_absolute_url()).status_code == 200) is reads
        assert ("Words 0" in text(client.get(door("submissions", row)))) is reads


def test_who_no_longer_leads_reads_what_is_confidential_no_more(client, row):
    leader = made.leader_of(row)
    submission = made.handed_in(row, is_confidential=True)
    row.facilitators.set([UserFactory()])
    client.force_login(leader)
    assert client.get(submission.get_absolute_url()).status_code == 404


def test_a_required_answer_is_asked_for_and_what_was_typed_stays(client, row, member):
    first, second = row.form_questions.all()
    answer = client.post(door("hand_in", row), filled(row, **{f"answer-{second.pk}": ""}))
    assert answer.status_code == 422
    assert "Words 0" in text(answer)
    assert not Submission.objects.exists()
    assert first.pk != second.pk


@pytest.mark.parametrize("length", [5001, 60_000])
def test_an_answer_that_is_too_long_is_shown_again(client, row, member, length):
    first = row.form_questions.first()
    answer = client.post(door("hand_in", row), filled(row, **{f"answer-{first.pk}": "x" * length}))
    assert answer.status_code == 422
    assert "x" * length in text(answer)


def test_nothing_is_handed_in_before_the_discussion_opens_or_after_it_closed(client, member, monkeypatch):
    discussion = made.discussion()
    made.form(discussion)
    for moment in (discussion.opens_at - timedelta(seconds=1), discussion.closes_at):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        answer = client.post(door("hand_in", discussion), filled(discussion))
        assert answer.status_code == 409
        assert "Words 0" in text(answer)
    assert not Submission.objects.exists()


def test_a_discussion_without_a_form_asks_for_nothing(client, member):
    discussion = made.discussion()
    assert client.get(door("hand_in", discussion)).status_code == 404
    assert "asks for no submissions" in text(client.get(door("submissions", discussion)))


def test_nobody_reads_submissions_to_a_discussion_she_may_not_open(client):
    discussion = made.discussion(space=threads.members_space())
    made.form(discussion)
    submission = made.handed_in(discussion)
    assert client.get(submission.get_absolute_url()).status_code == 404
    assert client.get(door("submissions", discussion)).status_code == 404


def test_the_table_holds_all_submissions_and_no_formula(client, row):
    first = row.form_questions.first()
    made.handed_in(row, UserFactory(name="=Evil()"), answers={first.pk: '=HYPERLINK("https://x.example")'})
    made.handed_in(row, is_confidential=True)
    client.force_login(made.leader_of(row))
    answer = client.get(door("submissions_csv", row))
    assert answer["Content-Type"].startswith("text/csv")
    header, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert header[-2:] == ["What did you try?", "What did it bring?"]
    assert [line[4] for line in lines] == ["no", "yes"]
    assert all(not cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)
    assert lines[0][5] == '\'=HYPERLINK("https://x.example")'


def test_the_table_is_for_who_leads_the_discussion(client, row, member):
    assert client.get(door("submissions_csv", row)).status_code == 404


def test_the_list_of_submissions_costs_the_same_for_one_and_for_three(client, row, count_queries):
    made.handed_in(row)
    client.get(door("submissions", row))
    one = count_queries(lambda: client.get(door("submissions", row)))
    for _each in range(2):
        made.handed_in(row)
    assert count_queries(lambda: client.get(door("submissions", row))) == one
