"""What went wrong gets a page in the site's look, in the reader's language, that says what to do."""

import re
from datetime import timedelta

import pytest
from allauth.account import app_settings
from django.core import mail as sent
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from community.members.models import User
from tests.factories import stories
from tests.factories.members import UserFactory, sign_up_data

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "fr", "es", "ar"]
MEGABYTE = 1024 * 1024


def text(response):
    return " ".join(response.content.decode().split())


def has_the_look(response, language="en"):
    """Say whether it is a page of the site: its frame, its language, a way on."""
    body = text(response)
    direction = "rtl" if language == "ar" else "ltr"
    return f'<html lang="{language}" dir="{direction}"' in body and 'class="site-header' in body and "<footer" in body


def verified(**fields):
    user = UserFactory(**fields)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def sentence(language, words):
    with translation.override(language):
        return translation.gettext(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_many_tries_are_told_in_the_sites_look(client, settings, language):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/ip", "login": "2/m/ip"}
    assert app_settings.RATE_LIMITS["login"] == "2/m/ip"
    cache.clear()
    address = f"/{language}/accounts/login/"
    answers = [client.post(address, {"login": "nobody@example.org", "password": "wrong"}) for _try in range(4)]
    cache.clear()
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    refused = answers[-1]
    assert has_the_look(refused, language)
    assert sentence(language, "Too many tries in a short time") in text(refused)
    assert int(refused["Retry-After"]) > 0
    assert "wrong" not in text(refused)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_over_a_megabyte_is_told_to_be_too_long(client, language):
    client.force_login(UserFactory())
    page = stories.story()
    with translation.override(language):
        address = reverse("comments:write", args=[page.pk])
    answer = client.post(address, {"text": "x" * (MEGABYTE + 1), "language": "en"})
    assert answer.status_code == 413
    assert has_the_look(answer, language)
    assert sentence(language, "What you sent is too long") in text(answer)


def test_a_text_over_the_forms_own_limit_is_kept(client):
    client.force_login(UserFactory())
    words = "Many words. " * 2000
    answer = client.post(reverse("comments:write", args=[stories.story().pk]), {"text": words, "language": "en"})
    assert answer.status_code == 422
    assert "Many words. Many words." in text(answer)


def test_too_many_fields_are_a_request_we_cannot_read(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    answer = client.post("/en/accounts/login/", {f"field{number}": "x" for number in range(9)})
    assert answer.status_code == 400
    assert has_the_look(answer)
    assert "We could not read this request" in text(answer)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("token", [None, "forged-token"])
def test_a_forged_form_is_refused_and_says_what_to_do(language, token):
    strict = Client(enforce_csrf_checks=True)
    verified(email="a@example.org")
    values = {"login": "a@example.org", "password": "corridor-test"}
    if token:
        values["csrfmiddlewaretoken"] = token
    answer = strict.post(f"/{language}/accounts/login/", values)
    assert answer.status_code == 403
    assert "_auth_user_id" not in strict.session
    assert has_the_look(answer, language)
    assert sentence(language, "Your form was not sent") in text(answer)
    assert f'href="/{language}/accounts/login/?next=' in text(answer)


def test_the_same_form_with_its_token_is_taken():
    strict = Client(enforce_csrf_checks=True)
    user = verified()
    page = text(strict.get("/en/accounts/login/"))
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    strict.post("/en/accounts/login/", {"login": user.email, "password": "corridor-test", "csrfmiddlewaretoken": token})
    assert strict.session["_auth_user_id"] == str(user.pk)


def test_an_expired_confirmation_link_says_so_and_leads_on(client, django_capture_on_commit_callbacks, monkeypatch):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/accounts/signup/", sign_up_data(name="N. Member", email="new@example.org"))
    link = re.search(r"http://testserver(/\S+confirm-email/\S+)", sent.outbox[0].body).group(1)
    late = timezone.now() + timedelta(days=2)
    monkeypatch.setattr("django.core.signing.time.time", late.timestamp)
    for method in (client.get, client.post):
        answer = method(link)
        assert has_the_look(answer)
        assert "expired or is invalid" in text(answer)
        assert "_auth_user_id" not in client.session
    assert not User.objects.get().emailaddress_set.get().verified
    # Signing in sends a fresh link.
    monkeypatch.undo()
    sent.outbox.clear()
    user = User.objects.get()
    user.set_password("corridor-test")
    user.save()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/accounts/login/", {"login": user.email, "password": "corridor-test"})
    assert "confirm-email" in sent.outbox[-1].body


def test_a_confirmation_link_of_nobody_says_the_same(client):
    answer = client.get("/fr/accounts/confirm-email/nonsense:nonsense/")
    assert has_the_look(answer, "fr")
    assert answer.status_code == 200
    assert "expir" in text(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spent_reset_link_says_so_and_offers_another(client, language, django_capture_on_commit_callbacks):
    user = verified(profile__interface_language=language)
    with translation.override(language), django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"http://testserver(/\S+password/reset/key/\S+)", sent.outbox[0].body).group(1)
    address = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": "another-long-one", "password2": "another-long-one"})
    client.logout()
    again = client.get(link, follow=True)
    found = re.search(r"^/(\w+)/", link).group(1)
    assert has_the_look(again, found)
    with translation.override(found):
        assert f'href="{reverse("account_reset_password")}"' in text(again)
    assert "password1" not in text(again)
    if found == "en":
        assert "already been used" in text(again)
