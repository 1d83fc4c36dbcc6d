"""One OpenID Connect server, named by the environment, is a second way to the same account."""

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail as sent
from django.core.cache import cache

from community.members import fresh_proof
from community.members.enums import Audience
from community.members.models import User
from community.personal_data.models import Archive, ErasureRequest
from config.environment import Environment
from tests.factories.members import UserFactory, sign_up_data

pytestmark = pytest.mark.django_db
LOGIN = "/en/accounts/login/"
CONFIRM = "/en/me/confirm/"


class Ministry(BaseHTTPRequestHandler):
    """A sign-on that knows one officer."""

    who: ClassVar = {"sub": "17", "email": "awa@kayes.example", "email_verified": True, "name": "Awa Traoré"}

    def answer(self, data):
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        origin = f"http://{self.headers['Host']}"
        if self.path.endswith("/openid-configuration"):
            paths = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            self.answer({"issuer": origin} | {f"{name}_endpoint": f"{origin}/{path}" for name, path in paths.items()})
        else:
            self.answer(self.who)

    def do_POST(self):
        self.answer({"access_token": "token", "token_type": "Bearer"})

    def log_message(self, *args):
        """Stay silent."""


@pytest.fixture
def ministry(settings):
    server = HTTPServer(("127.0.0.1", 0), Ministry)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": "oidc",
        "name": "Ministry account",
        "client_id": "corridor",
        "secret": "secret",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield
    server.shutdown()
    server.server_close()


def sign_on(client):
    leads = client.post("/en/accounts/oidc/oidc/login/")
    state = parse_qs(urlsplit(leads.url).query)["state"][0]
    return client.get("/en/accounts/oidc/oidc/login/callback/", {"state": state, "code": "code"})


def test_the_environment_names_the_server(monkeypatch):
    monkeypatch.setenv("OIDC_SERVER_URL", "https://login.ministry.example/realm")
    monkeypatch.setenv("OIDC_CLIENT_ID", "corridor")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "kept-to-itself")
    environment = Environment()
    (app,) = environment.single_sign_on()["openid_connect"]["APPS"]
    assert app["settings"]["server_url"] == "https://login.ministry.example/realm"
    assert environment.single_sign_on_origin() == ["https://login.ministry.example"]
    assert "kept-to-itself" not in repr(environment)


def test_without_one_there_is_no_button(client):
    assert "Ministry account" not in client.get(LOGIN).content.decode()


def test_a_newcomer_from_the_server_is_in_with_her_name_and_a_closed_profile(client, ministry):
    assert "Ministry account" in client.get(LOGIN).content.decode()
    assert sign_on(client).url == "/en/me/"
    user = User.objects.get(email="awa@kayes.example")
    assert user.name == "Awa Traoré"
    assert user.profile.page_audience == Audience.NOBODY
    assert not user.has_usable_password()
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("given", [None, "", "awa@kayes.example", "\u202e \n"])
def test_a_server_that_gives_no_name_has_the_newcomer_asked_for_one(client, ministry, monkeypatch, given):
    monkeypatch.setattr(Ministry, "who", Ministry.who | {"name": given})
    asked = sign_on(client)
    assert not User.objects.exists()
    page = client.get(asked.url)
    assert "name" in page.context["form"].fields
    data = sign_up_data(name=" Awa\nTraoré", email="awa@kayes.example")
    client.post(asked.url, data)
    user = User.objects.get()
    assert (user.name, user.profile.page_audience) == ("Awa Traoré", Audience.NOBODY)


def test_a_name_from_the_server_is_tidied_like_a_typed_one(client, ministry, monkeypatch):
    monkeypatch.setattr(Ministry, "who", Ministry.who | {"name": "Awa\n \u202eTraoré "})
    sign_on(client)
    assert User.objects.get().name == "Awa Traoré"


def test_an_account_without_a_name_is_never_called_by_its_address():
    user = UserFactory(name="", email="awa@kayes.example")
    for shown in (str(user), user.get_full_name(), user.get_short_name()):
        assert shown == f"Member {user.pk}"


def test_with_a_second_factor_the_sign_on_alone_is_not_enough(client, ministry):
    sign_on(client)
    TOTP.activate(User.objects.get(), generate_totp_secret())
    client.post("/en/accounts/logout/")
    assert sign_on(client).url.endswith("/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


class TestAFreshProof:
    """Who has neither password nor factor proves herself by a mailed code."""

    @pytest.fixture
    def officer(self, client, ministry):
        sign_on(client)
        return User.objects.get()

    def code(self, client, callbacks, address=CONFIRM):
        sent.outbox.clear()
        with callbacks(execute=True):
            client.post(address)
        (message,) = sent.outbox
        assert message.to == ["awa@kayes.example"]
        return re.search(r"^(\d{6})$", message.body, re.MULTILINE).group(1)

    @pytest.mark.parametrize(
        ("address", "data"),
        [
            ("/en/me/data/archive/", {}),
            ("/en/me/data/erase/", {"address": "awa@kayes.example"}),
            ("/en/accounts/email/", {"action_add": "", "email": "other@example.org"}),
            ("/en/accounts/password/set/", {"password1": "a-long-password", "password2": "a-long-password"}),
            ("/en/accounts/2fa/totp/activate/", {"code": "123456"}),
        ],
    )
    def test_nothing_that_cannot_be_undone_is_done_without_it(self, client, officer, address, data):
        assert client.post(address, data).url.startswith(CONFIRM)
        assert not Archive.objects.exists()
        assert not ErasureRequest.objects.exists()
        assert officer.emailaddress_set.count() == 1
        assert not User.objects.get().has_usable_password()

    def test_the_code_carries_out_what_was_asked(self, client, officer, django_capture_on_commit_callbacks):
        asked = client.post("/en/me/data/erase/", {"address": "awa@kayes.example"})
        assert not ErasureRequest.objects.exists()
        assert "Send the code" in client.get(asked.url).content.decode()
        code = self.code(client, django_capture_on_commit_callbacks, asked.url)
        client.post(asked.url, {"code": f" {code[:3]} {code[3:]}"})
        assert ErasureRequest.objects.filter(member=officer).exists()

    def test_a_code_has_three_tries(self, client, officer, django_capture_on_commit_callbacks):
        code = self.code(client, django_capture_on_commit_callbacks)
        wrong = str((int(code) + 1) % 10**6).zfill(6)
        for _number in range(3):
            assert client.post(CONFIRM, {"code": wrong}).status_code == 422
        assert client.post(CONFIRM, {"code": code}).status_code == 422
        assert client.post("/en/me/data/archive/").url.startswith(CONFIRM)

    def test_a_code_is_old_after_ten_minutes(self, client, officer, django_capture_on_commit_callbacks, monkeypatch):
        code = self.code(client, django_capture_on_commit_callbacks)
        later = time.time() + 601
        monkeypatch.setattr(fresh_proof.time, "time", lambda: later)
        assert client.post(CONFIRM, {"code": code}).status_code == 422

    def test_a_code_works_once_and_is_not_in_the_session(self, client, officer, django_capture_on_commit_callbacks):
        code = self.code(client, django_capture_on_commit_callbacks)
        assert code not in str(dict(client.session))
        client.post(CONFIRM, {"code": code})
        assert fresh_proof.CODE_KEY not in client.session
        client.post("/en/me/data/archive/")
        assert Archive.objects.filter(member=officer).exists()

    def test_codes_are_not_sent_without_end(self, client, officer, settings):
        settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "2/m/user"}
        cache.clear()
        assert [client.post(CONFIRM).status_code for _number in range(3)] == [200, 200, 429]

    def test_who_has_a_password_is_asked_for_it_as_before(self, client):
        member = UserFactory()
        client.force_login(member)
        assert client.post("/en/me/data/archive/").url.startswith("/en/accounts/reauthenticate/")


def test_the_server_does_not_take_over_an_account_by_its_address(client, ministry):
    known = UserFactory(email="awa@kayes.example")
    known.emailaddress_set.create(email=known.email, verified=True, primary=True)
    sign_on(client)
    assert "_auth_user_id" not in client.session
