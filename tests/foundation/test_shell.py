"""Display settings, the page's weight, and what people see when something goes wrong."""

import gzip
import re

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils.html import escape

from foundation import views
from foundation.context import WEIGHT_MARK, page, wants_low_data
from foundation.middleware.page_weight import PageWeightMiddleware, assets_weight
from tests.factories import events, stories
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def test_display_choice_is_kept_and_leads_back(client):
    answer = client.post("/en/display/?next=/en/search/", {"colours": "dark", "low_data": "on", "next": "/en/search/"})
    assert answer["Location"] == "/en/search/"
    assert client.cookies["corridor_colours"].value == "dark"
    shown = client.get("/en/display/").content.decode()
    assert 'data-bs-theme="dark"' in shown
    assert "data-low-data" in shown
    assert "htmx.min.js" not in shown


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "\thttps://evil.example"],
)
def test_display_never_leads_elsewhere(client, target):
    answer = client.post("/en/display/", {"colours": "light", "next": target})
    assert answer["Location"] == "/en/"


def test_unknown_colours_are_refused(client):
    answer = client.post("/en/display/", {"colours": "pink"})
    assert answer.status_code == 200
    assert "corridor_colours" not in client.cookies
    assert "<title>Error:" in answer.content.decode()


def test_save_data_means_low_data_unless_the_reader_chose():
    asked = RequestFactory().get("/", headers={"Save-Data": "on"})
    assert wants_low_data(asked)
    asked.COOKIES["corridor_low_data"] = "off"
    assert not wants_low_data(asked)


def test_context_asks_the_database_nothing_for_anonymous(rf, django_assert_num_queries):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/en/")
    request.user = AnonymousUser()
    with django_assert_num_queries(0):
        values = page(request)
    assert values["is_facilitator"] is False


def weigh(content, **headers):
    response = PageWeightMiddleware(lambda _request: HttpResponse(content, **headers))(RequestFactory().get("/en/"))
    return response.content.decode()


def test_weight_is_page_and_assets_in_kilobytes():
    body = "<p>" + "words " * 5000 + WEIGHT_MARK
    stated = int(re.search(r"(\d+)$", weigh(body)).group(1))
    real = (len(gzip.compress(body.encode())) + assets_weight(False, False)) / 1000
    assert stated == pytest.approx(real, abs=2)


def test_weight_leaves_other_responses_alone():
    assert weigh(WEIGHT_MARK, content_type="text/plain") == WEIGHT_MARK
    stream = StreamingHttpResponse(iter([b"a"]))
    assert PageWeightMiddleware(lambda _request: stream)(RequestFactory().get("/")) is stream


def test_not_found_has_the_site_s_look_and_two_ways_on(rf):
    request = rf.get("/en/nowhere/")
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    answer = views.not_found(request)
    html = answer.content.decode()
    assert answer.status_code == 404
    assert "has moved or never was" in html
    assert html.count("/en/search/") >= 1
    assert "skip-link" in html


def test_server_error_needs_nothing(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = views.server_error(rf.get("/en/"))
    html = answer.content.decode()
    assert answer.status_code == 500
    assert "<script" not in html
    assert "data-low-data" in html
    assert "faustina" not in html.lower()


def test_server_error_stands_without_the_list_of_static_names(rf, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    html = views.server_error(rf.get("/en/")).content.decode()
    assert "/static/foundation/foundation.css" in html


def test_server_error_keeps_a_way_on(rf):
    html = views.server_error(rf.get("/en/")).content.decode()
    assert "/en/help/" in html


def test_forged_form_says_what_to_do(rf):
    from django.contrib.auth.models import AnonymousUser

    request = rf.post("/en/display/")
    request.user = AnonymousUser()
    answer = views.forged(request, "CSRF cookie not set.")
    assert answer.status_code == 403
    assert "CSRF cookie" not in answer.content.decode()
    assert "was not sent" in answer.content.decode()


def test_bare_address_leads_to_a_language(client):
    assert client.get("/", headers={"Accept-Language": "fr"})["Location"] == "/fr/"
    assert client.get("/", headers={"Accept-Language": "de"})["Location"] == "/en/"


def test_the_language_chosen_on_the_account_and_then_by_a_link_go_before_the_browsers(client, settings):
    browser = {"Accept-Language": "fr"}
    client.force_login(UserFactory(profile__interface_language="ar"))
    assert client.get("/", headers=browser)["Location"] == "/ar/"
    client.get("/es/accounts/email/", headers=browser)
    response = client.get("/", headers=browser)
    assert response["Location"] == "/es/"
    assert {"Cookie", "Accept-Language"} <= {name.strip() for name in response["Vary"].split(",")}
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"
    assert client.get("/", headers=browser)["Location"] == "/ar/"


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_account_pages_take_the_look(client, name):
    from django.urls import reverse

    html = client.get(reverse(name)).content.decode()
    assert "site-header" in html
    assert "form-control" in html
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", html)
    assert " style=" not in html


@pytest.mark.parametrize(
    "address",
    [
        "/{}/exchanges/?kind=webinar&page=2",
        "/{}/practices/?theme=a&theme=b&page=3",
        "/{}/discussions/?space=x&page=2",
        "/{}/search/?q=caf%C3%A9&type=story",
    ],
)
def test_the_language_switch_keeps_filters_and_page_number(client, address):
    for code in ("en", "fr"):
        events.exchange_index(code)
        stories.index(code)
    page = client.get(address.format("en")).content.decode()
    assert f'href="{escape(address.format("fr"))}" lang="fr"' in page


def test_the_language_switch_leads_to_the_first_page_where_there_is_no_version(client):
    stories.index()
    page = client.get("/en/practices/?theme=a").content.decode()
    assert 'href="/fr/" lang="fr"' in page
