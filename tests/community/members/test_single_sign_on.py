"""One OpenID Connect server, named by the environment, is a second way to the same account."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from community.members.enums import Audience
from community.members.models import User
from config.environment import Environment
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/en/accounts/login/"


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


def test_the_server_does_not_take_over_an_account_by_its_address(client, ministry):
    known = UserFactory(email="awa@kayes.example")
    known.emailaddress_set.create(email=known.email, verified=True, primary=True)
    sign_on(client)
    assert "_auth_user_id" not in client.session
