"""Passing on, answering, giving back, raising again, publishing."""

from datetime import timedelta

import pytest
from django.core import mail as outbox

from community.desk import experts, working
from community.desk.models import Answer, Publication, Question
from community.desk.schedules import keep_promises
from community.desk.services import answering, promises, routing
from community.desk.services import refusals as refused
from community.discussions.models import Thread
from community.members.enums import Audience
from community.outbox import delivery
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation import clock
from tests.factories import desk as made
from tests.factories.discussions import SpaceFactory
from tests.factories.groups import private_group
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def no_delivery(monkeypatch):
    """Mails wait until a test delivers them."""
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)


def deliver():
    outbox.outbox.clear()
    while delivery.deliver_due(now=clock.now() + 30 * DAY):
        pass
    return {letter.subject: letter for letter in outbox.outbox}


@pytest.fixture
def facilitator(client):
    user = made.facilitator()
    client.force_login(user)
    return user


def test_experts_are_those_who_say_so_to_this_facilitator_her_theme_first(facilitator):
    row = made.question(theme=TermFactory(slug="desks"))
    far, near = made.expert(name="A"), made.expert(name="B")
    near.profile.themes.add(row.theme)
    made.expert(name="C", open_to=Audience.NOBODY)
    UserFactory(name="D", open_to=Audience.MEMBERS)
    assert [each.user for each in experts.offered(facilitator, row)] == [near, far]
    assert [each.user for each in experts.offered(facilitator, row, named="a")] == [far]


def test_a_facilitator_passes_it_on_and_the_expert_gets_a_mail_without_the_words(client, facilitator):
    row, expert = made.question(title="Secret words"), made.expert()
    address = f"/en/desk/questions/{row.pk}/expert/"
    assert "Mornings" in client.get(address).content.decode()
    for _time in range(2):
        assert client.post(address, {"expert": expert.pk, "note": "You know."}).status_code == 302
    row.refresh_from_db()
    assert row.state == "routed"
    assert row.routes.get().note == "You know."
    letters = deliver()
    letter = letters["A question waits for you"]
    assert letter.to == [expert.email]
    assert row.get_absolute_url() in letter.body
    assert row.get_absolute_url() in letter.alternatives[0][0]
    assert not any("Secret words" in subject for subject in letters)


def test_who_cannot_be_asked_any_more_is_refused_and_the_note_is_kept(client, facilitator):
    row, expert = made.question(), made.expert()
    expert.profile.is_expert = False
    expert.profile.save()
    answer = client.post(f"/en/desk/questions/{row.pk}/expert/", {"expert": expert.pk, "note": "Kept words."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "cannot be asked as an expert any more" in page
    assert "Kept words." in page


def test_nobody_passes_a_question_on_to_its_own_asker(facilitator):
    expert = made.expert()
    row = made.question(expert)
    with pytest.raises(refused.NotAvailable):
        routing.to_expert(question=row, by=facilitator, expert_id=expert.pk, note="", now=clock.now())


def test_the_second_facilitator_is_told(client, facilitator):
    row = made.question()
    made.routed(row)
    answer = client.post(f"/en/desk/questions/{row.pk}/expert/", {"expert": made.expert().pk, "note": ""})
    assert answer.status_code == 409
    assert "Another facilitator has passed this question on already." in answer.content.decode()


def test_an_expert_answers_and_the_asker_reads_it_by_mail_and_on_her_page(client):
    row = made.question(title="Secret words")
    expert = made.routed(row)
    client.force_login(expert)
    address = f"/en/desk/questions/{row.pk}/answer/"
    assert client.post(address, {"text": ""}).status_code == 422
    assert client.post(address, {"text": "The **town** pays."}).status_code == 302
    letter = deliver()["Your question has an answer"]
    assert letter.to == [row.asker.email]
    assert "The **town** pays." in letter.body
    assert "<strong>town</strong>" in letter.alternatives[0][0]
    client.force_login(row.asker)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "<strong>town</strong>" in page
    assert expert.name in page


def test_an_answer_is_sent_once_and_not_to_what_is_answered_already(client):
    row = made.question()
    expert = made.routed(row)
    made.answered(row, expert)
    with pytest.raises(refused.MovedMeanwhile):
        made.answered(row, expert, text="Again.")
    assert Answer.objects.count() == 1


def test_the_asker_does_not_answer_herself(client):
    asker = made.facilitator()
    row = made.question(asker)
    client.force_login(asker)
    assert client.post(f"/en/desk/questions/{row.pk}/answer/", {"text": "I."}).status_code == 404
    with pytest.raises(refused.NotYours):
        made.answered(row, asker)


def test_an_expert_gives_it_back_and_no_longer_reads_it(client):
    row = made.question()
    expert = made.routed(row)
    client.force_login(expert)
    address = f"/en/desk/questions/{row.pk}/decline/"
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "I am away."})["Location"] == "/en/desk/"
    assert client.get(row.get_absolute_url()).status_code == 404
    client.force_login(made.facilitator())
    assert row.title in client.get("/en/desk/list/?show=new").content.decode()
    assert "I am away." in client.get(row.get_absolute_url()).content.decode()
    client.force_login(row.asker)
    assert "I am away." not in client.get(row.get_absolute_url()).content.decode()


def test_a_facilitator_takes_it_back(client, facilitator):
    row = made.question()
    expert = made.routed(row)
    for _time in range(2):
        assert client.post(f"/en/desk/questions/{row.pk}/recall/").status_code == 302
    row.refresh_from_db()
    assert row.state == "raised"
    with pytest.raises(refused.QuestionGone):
        made.answered(row, expert)


def test_an_expert_is_reminded_once_on_the_last_day(client):
    row = made.question()
    made.routed(row)
    last_day = working.warning(row.due_at)
    assert promises.remind(now=last_day - timedelta(seconds=1)) == 0
    assert [promises.remind(now=last_day) for _time in range(2)] == [1, 0]
    assert "A question still waits for you" in deliver()


def test_a_reminder_is_not_sent_once_it_is_answered():
    row = made.question()
    expert = made.routed(row)
    promises.remind(now=working.warning(row.due_at))
    made.answered(row, expert)
    letters = deliver()
    assert "A question still waits for you" not in letters
    assert "A question waits for you" not in letters


def test_what_is_late_goes_back_to_the_facilitators_and_its_asker_is_told(client, facilitator):
    row = made.question()
    expert = made.routed(row)
    now = clock.now()
    assert promises.raise_late(now=row.due_at - timedelta(seconds=1)) == 0
    assert [promises.raise_late(now=row.due_at) for _time in range(2)] == [1, 0]
    Question.objects.update(due_at=now)
    row.refresh_from_db()
    assert (row.state, row.routes.get().outcome) == ("raised", "lapsed")
    page = client.get("/en/desk/list/?show=overdue").content.decode()
    assert row.title in page
    assert "Overdue" in page
    client.force_login(expert)
    assert client.get(row.get_absolute_url()).status_code == 404
    letters = deliver()
    assert letters["Your question was raised again"].to == [row.asker.email]
    assert facilitator.email in {letter.to[0] for letter in outbox.outbox}
    client.force_login(row.asker)
    assert "No answer came in time." in client.get(row.get_absolute_url()).content.decode()


def test_what_nobody_passed_on_is_raised_too_and_passing_it_on_gives_a_new_day():
    row = made.question(now=clock.now() - 30 * DAY)
    keep_promises()
    row.refresh_from_db()
    assert row.state == "raised"
    made.routed(row)
    assert row.due_at == working.due(clock.now())


def test_a_facilitator_who_lost_her_role_gets_no_mail(facilitator):
    made.question()
    facilitator.groups.clear()
    assert deliver() == {}
    assert Mail.objects.filter(kind="desk.waiting").get().state == "dropped"


def test_a_space_is_asked_in_her_name_and_words_where_she_agreed(client, facilitator):
    row, space = made.question(consent="named"), SpaceFactory()
    sent = {"space": space.slug, "title": "Mine", "text": "My words."}
    assert client.post(f"/en/desk/questions/{row.pk}/space/", sent).status_code == 302
    thread = Thread.objects.get()
    assert (thread.author, thread.title) == (row.asker, row.title)
    assert thread.posts.get().text == row.text
    made.answered(row, facilitator)
    assert row.routes.get().outcome == "answered"


def test_without_her_name_the_facilitator_asks_in_other_words(client, facilitator):
    row, space = made.question(consent="unnamed"), SpaceFactory()
    sent = {"space": space.slug, "title": "A member asks", "text": "Nobody is recognised."}
    assert client.post(f"/en/desk/questions/{row.pk}/space/", sent).status_code == 302
    thread = Thread.objects.get()
    assert (thread.author, thread.title) == (facilitator, "A member asks")
    assert "Nobody is recognised." in thread.posts.get().text


def test_what_is_private_is_asked_in_no_space(client, facilitator):
    row, space = made.question(), SpaceFactory()
    sent = {"space": space.slug, "title": "T", "text": "Kept words."}
    answer = client.post(f"/en/desk/questions/{row.pk}/space/", sent)
    assert answer.status_code == 409
    assert "Kept words." in answer.content.decode()
    assert not Thread.objects.exists()


def test_only_spaces_that_are_open_to_who_asks_there_are_offered(client, facilitator):
    row = made.question(consent="named")
    inside = SpaceFactory(group=private_group(), audience="group")
    assert client.post(f"/en/desk/questions/{row.pk}/space/", {"space": inside.slug}).status_code == 422


def test_an_answer_is_public_only_if_its_asker_agrees_and_in_edited_words(client, facilitator):
    row = made.question(title="Secret words", consent="none")
    made.answered(row, is_named=True)
    sent = {"title": "Who pays", "asked": "Who pays?", "answered": "The *town*."}
    address = f"/en/desk/questions/{row.pk}/publish/"
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert "The *town*." in answer.content.decode()
    Question.objects.update(consent="unnamed")
    for _time in range(2):
        assert client.post(address, sent).status_code == 302
    public = Publication.objects.get()
    client.logout()
    page = client.get(public.get_absolute_url()).content.decode()
    assert "A member asked" in page
    assert "<em>town</em>" in page
    assert row.asker.name not in page
    assert "Secret words" not in page
    assert "Who pays" in client.get("/en/desk/answers/").content.decode()
    assert client.get(f"/en/desk/answers/{public.pk}-old/")["Location"] == public.get_absolute_url()


def test_with_her_name_only_if_she_agrees_to_that(client):
    row = made.question(consent="named")
    author = made.routed(row)
    made.answered(row, author, is_named=True)
    page = client.get(made.published(row).get_absolute_url()).content.decode()
    assert f"{row.asker.name} asked" in page
    assert f"{author.name} answered" in page


def test_a_published_answer_is_found_until_its_asker_takes_it_back(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = made.question(consent="unnamed")
        made.answered(row)
        made.published(row, title="Lantern at the desk")
    assert "<mark>Lantern</mark>" in client.get("/en/search/?q=lantern").content.decode()
    client.force_login(row.asker)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/en/desk/questions/{row.pk}/consent/", {"consent": "none"})
    assert "<mark>Lantern</mark>" not in client.get("/en/search/?q=lantern").content.decode()


def test_members_see_no_list_and_do_nothing_of_a_facilitator(client):
    row = made.question()
    expert = made.routed(row)
    client.force_login(expert)
    assert client.get("/en/desk/list/").status_code == 403
    for door in ("expert", "space", "publish"):
        assert client.post(f"/en/desk/questions/{row.pk}/{door}/", {}).status_code == 404
    with pytest.raises(refused.NotYours):
        routing.recall(question=row, by=expert, now=clock.now())
    with pytest.raises(refused.NotYours):
        answering.publish(question=row, by=row.asker, title="T", asked="A", answered="B", now=clock.now())


@pytest.mark.parametrize("show", ["new", "routed", "overdue", "answered", "done", "odd"])
def test_each_filter_answers_when_empty_and_full(client, facilitator, show):
    address = f"/en/desk/list/?show={show}"
    assert "Nothing waits here." in client.get(address).content.decode()
    made.question()
    made.routed(made.question())
    made.answered(made.question())
    made.question(now=clock.now() - 30 * DAY)
    row = made.question(consent="named")
    made.answered(row)
    made.published(row)
    assert "Nothing waits here." not in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["%F0%9F%98%80", "99999999999999999999-x", "0", "-"])
def test_odd_addresses_of_answers_are_not_found(client, address):
    assert client.get(f"/en/desk/answers/{address}/").status_code == 404
