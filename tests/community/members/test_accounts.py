"""Accounts: made by mail, guarded by a second factor where there is power, one login for every door."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail as sent
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from community.members.enums import RoleGroup
from community.members.models import User
from config.settings import base
from home.services import editorial
from tests.factories import pages
from tests.factories.members import UserFactory, sign_up_data

pytestmark = pytest.mark.django_db
PASSWORD = "corridor-test"


def sign_up(client, callbacks, **data):
    values = sign_up_data(name="N. Member", email="New@Example.org") | data
    with callbacks(execute=True):
        return client.post("/fr/accounts/signup/", values)


def has_session(client):
    return "_auth_user_id" in client.session


def test_signing_up_sends_a_mail_whose_link_opens_the_account(client, django_capture_on_commit_callbacks):
    sign_up(client, django_capture_on_commit_callbacks)
    (message,) = sent.outbox
    assert message.to == ["new@example.org"]
    link = re.search(r"http://testserver(/\S+confirm-email/\S+)", message.body)
    assert link, message.body
    assert "Corridor" in message.body
    assert not has_session(client)
    client.get(link.group(1))
    assert not has_session(client)
    client.post(link.group(1))
    user = User.objects.get(email="new@example.org")
    assert user.name == "N. Member"
    assert user.profile.interface_language == "fr"
    assert user.emailaddress_set.get().verified


def test_an_address_that_has_an_account_is_not_given_away(client, django_capture_on_commit_callbacks):
    UserFactory(email="new@example.org")
    response = sign_up(client, django_capture_on_commit_callbacks)
    fresh = sign_up(client, django_capture_on_commit_callbacks, email="other@example.org")
    assert (response.status_code, response.url) == (fresh.status_code, fresh.url)
    assert User.objects.filter(email__iexact="new@example.org").count() == 1


@pytest.mark.parametrize("password", ["short", "password", "12345678"])
def test_a_weak_password_is_refused_and_the_rest_is_kept(client, password, django_capture_on_commit_callbacks):
    response = sign_up(client, django_capture_on_commit_callbacks, password1=password)
    assert response.context["form"].errors["password1"]
    assert 'value="N. Member"' in response.content.decode()
    assert not User.objects.exists()


def test_a_wrong_password_gets_no_session_and_no_hint(client):
    user = verified(UserFactory())
    known = client.post(reverse("account_login"), {"login": user.email, "password": "wrong"})
    unknown = client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "wrong"})
    assert not has_session(client)
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def verified(user):
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def test_login_works_whatever_the_case_of_the_address(client):
    user = verified(UserFactory(email="person@example.org"))
    client.post(reverse("account_login"), {"login": "PERSON@Example.org", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_unverified_address_gets_no_session(client):
    user = UserFactory()
    user.emailaddress_set.create(email=user.email, verified=False, primary=True)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert not has_session(client)


def test_a_reset_link_works_once(client, django_capture_on_commit_callbacks):
    user = verified(UserFactory())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"http://testserver(/\S+password/reset/key/\S+)", sent.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    client.post(address, {"password1": "another-long-one", "password2": "another-long-one"})
    user.refresh_from_db()
    assert user.check_password("another-long-one")
    again = client.get(link, follow=True)
    assert again.context.get("token_fail")


@pytest.mark.parametrize("address", ["/cms/login/", "/admin/login/"])
def test_a_bare_password_opens_no_back_door(client, address):
    user = verified(UserFactory(is_superuser=True, is_staff=True))
    client.post(
        address, {"username": user.email, "login": user.email, "email": user.email, "password": PASSWORD}, follow=True
    )
    assert not has_session(client)


@pytest.mark.parametrize("door", ["/cms/", "/admin/"])
def test_the_back_doors_lead_to_the_one_login(client, door):
    response = client.get(door, follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_with_a_second_factor_the_password_alone_is_not_enough(client):
    user = verified(UserFactory(is_superuser=True, is_staff=True, second_factor=False))
    TOTP.activate(user, generate_totp_secret())
    response = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert response.url.endswith("/2fa/authenticate/")
    assert not has_session(client)


def test_the_code_of_the_second_factor_opens_the_back_office_once(client):
    user = verified(UserFactory(role=RoleGroup.EDITORS, second_factor=False))
    editorial.appoint(homes=[pages.home()])
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    door = "/cms/"
    client.post(f"{reverse('account_login')}?next={door}", {"login": user.email, "password": PASSWORD, "next": door})
    asked = reverse("mfa_authenticate")
    wrong = client.post(asked, {"code": "000000"})
    assert wrong.context["form"].errors["code"]
    assert not has_session(client)
    assert client.get(door).status_code == 302
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    answer = client.post(asked, {"code": code})
    assert (answer.status_code, answer.url) == (302, door)
    assert has_session(client)
    body = client.get(door).content.decode()
    assert "wagtail" in body.lower()
    # A code that somebody looked at over a shoulder opens nothing more.
    other = Client()
    other.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    other.post(asked, {"code": code})
    assert not has_session(other)


def test_with_a_second_factor_a_mailed_code_alone_is_not_enough(client, django_capture_on_commit_callbacks):
    user = verified(UserFactory(second_factor=False))
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(reverse("account_request_login_code"), {"email": user.email})
    code = re.search(r"^([A-Z0-9-]{6,12})$", sent.outbox[-1].body, re.MULTILINE).group(1)
    response = client.post(asked.url, {"code": code})
    assert response.url.endswith("/2fa/authenticate/")
    assert not has_session(client)
    client.post(
        response.url, {"code": format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))}
    )
    assert has_session(client)


def test_with_a_second_factor_a_new_password_alone_is_not_enough(client, django_capture_on_commit_callbacks):
    user = verified(UserFactory(second_factor=False))
    TOTP.activate(user, generate_totp_secret())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"http://testserver(/\S+password/reset/key/\S+)", sent.outbox[0].body).group(1)
    address = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": "another-long-one", "password2": "another-long-one"})
    assert not has_session(client)
    response = client.post(reverse("account_login"), {"login": user.email, "password": "another-long-one"})
    assert response.url.endswith("/2fa/authenticate/")
    assert not has_session(client)


@pytest.fixture
def limits(settings):
    """The limits of a real site; the other tests run without, for they share one address."""
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    cache.clear()
    yield
    cache.clear()


def test_an_account_is_not_guessed_by_trying_passwords(client, limits):
    user = verified(UserFactory())
    for number in range(5):
        client.post(reverse("account_login"), {"login": user.email, "password": f"wrong-{number}"})
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert not has_session(client)
    other = verified(UserFactory())
    client.post(reverse("account_login"), {"login": other.email, "password": PASSWORD})
    assert has_session(client)


def test_one_address_of_the_network_opens_thirty_accounts_an_hour_and_no_more(client, limits):
    door = reverse("account_signup")
    answers = [client.post(door, sign_up_data(name="A", email=f"a{number}@example.org")) for number in range(31)]
    assert [answer.status_code for answer in answers] == [302] * 30 + [429]
    assert User.objects.count() == 30


def test_mails_of_reset_are_not_sent_without_end(client, limits, django_capture_on_commit_callbacks):
    user = verified(UserFactory())
    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.post(reverse("account_reset_password"), {"email": user.email}) for _number in range(6)]
    assert answers[-1].status_code == 429
    assert len(sent.outbox) <= 5


@pytest.mark.parametrize("door", ["/cms/", "/admin/", "/en/moderation/"])
@pytest.mark.parametrize(
    "power",
    [{"role": RoleGroup.EDITORS}, {"role": RoleGroup.FACILITATORS}, {"is_superuser": True, "is_staff": True}],
    ids=["editor", "facilitator", "administrator"],
)
def test_power_without_a_second_factor_is_led_to_set_one_up(client, power, door):
    client.force_login(UserFactory(second_factor=False, **power))
    response = client.get(door)
    assert (response.status_code, response.url) == (302, reverse("mfa_index"))


@override_settings(SECOND_FACTOR_REQUIRED=False)
def test_a_member_without_rights_is_refused_by_the_back_office_and_not_sent_in_circles(client):
    client.force_login(UserFactory())
    response = client.get("/cms/", follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) <= 2


def test_a_passkey_can_be_enrolled_after_the_password_is_asked_again(client):
    user = verified(UserFactory())
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.get(reverse("mfa_add_webauthn")).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    response = client.get(reverse("mfa_add_webauthn"))
    assert "publicKey" in response.content.decode()


def test_the_account_pages_are_not_kept_by_caches(client):
    client.force_login(UserFactory())
    assert "no-store" in client.get(reverse("members:me"))["Cache-Control"]


def test_a_table_that_is_too_wide_can_be_moved_by_keys(client):
    client.force_login(UserFactory())
    assert '<div class="table-scroll" tabindex="0">' in client.get("/en/accounts/sessions/").content.decode()
