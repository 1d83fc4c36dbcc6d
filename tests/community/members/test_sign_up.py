"""Machines are kept away without puzzles, and people keep what they typed."""

import re

import pytest
from django.core import mail as sent
from django.core import signing
from django.urls import reverse

from community.members.forms import sign_up
from community.members.models import User
from tests.factories.members import UserFactory, sign_up_data

pytestmark = pytest.mark.django_db
SIGN_UP = "/en/accounts/signup/"


def send(client, **fields):
    return client.post(SIGN_UP, sign_up_data(name="Awa", email="awa@example.org", **fields))


def test_the_question_is_asked_in_words_and_answered_in_figures(client):
    page = client.get(SIGN_UP)
    number = sign_up.number_of(page.context["form"]["question"].value())
    assert f"Which number comes after {number}?" in page.content.decode()
    send(client, question=sign_up.new_question(number), answer=f" {number + 1} ")
    assert User.objects.filter(email="awa@example.org").exists()


@pytest.mark.parametrize("digits", ["٨", "۸", "८"])
def test_the_answer_may_be_in_the_persons_own_figures(client, digits):
    send(client, answer=digits)
    assert User.objects.exists()


@pytest.mark.parametrize("answer", ["", "7", "eight", "-8", "9" * 40])
def test_a_wrong_answer_is_refused_and_the_rest_is_kept(client, answer):
    page = send(client, answer=answer)
    assert page.context["form"].errors["answer"]
    assert 'value="awa@example.org"' in page.content.decode()
    assert not User.objects.exists()


def test_a_forged_question_is_replaced_by_a_new_one(client):
    page = send(client, question="7:forged")
    assert "Answer the new question" in page.content.decode()
    assert sign_up.number_of(page.context["form"]["question"].value()) is not None
    assert not User.objects.exists()


def test_a_question_dies_after_an_hour(monkeypatch):
    question = sign_up.new_question(7)
    moment = signing.time.time() + sign_up.QUESTION_LIVES + 1
    monkeypatch.setattr(signing.time, "time", lambda: moment)
    assert sign_up.number_of(question) is None


def test_a_question_opens_one_account(client):
    question = sign_up.new_question(7)
    send(client, question=question)
    again = client.post(SIGN_UP, sign_up_data(name="Binta", email="binta@example.org", question=question))
    assert "Answer the new question" in again.content.decode()
    assert 'value="binta@example.org"' in again.content.decode()
    assert User.objects.count() == 1
    assert sign_up.new_question(7) != sign_up.new_question(7)


def test_who_fills_the_trap_is_told_the_same_and_gets_no_account(client):
    caught = send(client, website="https://spam.example")
    genuine = send(client)
    assert (caught.status_code, caught.url) == (genuine.status_code, genuine.url)
    assert User.objects.count() == 1


def test_the_trap_is_hidden_without_inline_style(client):
    page = client.get(SIGN_UP).content.decode()
    assert "style=" not in page
    (trap,) = re.findall(r'<input[^>]*name="website"[^>]*>', page)
    assert "visually-hidden" in trap
    assert 'tabindex="-1"' in trap


def test_a_code_by_mail_signs_in_without_a_password(client, django_capture_on_commit_callbacks):
    user = UserFactory()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    assert reverse("account_request_login_code") in client.get("/en/accounts/login/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/accounts/login/code/", {"email": user.email})
    code = re.search(r"^([A-Z0-9-]{5,12})$", sent.outbox[-1].body, re.MULTILINE).group(1)
    client.post("/en/accounts/login/code/confirm/", {"code": code})
    assert client.session["_auth_user_id"] == str(user.pk)
