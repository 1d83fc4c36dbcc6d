"""Where the site says it is, in links, feeds for search engines and the tables of the libraries."""

import pytest
from defusedxml.ElementTree import fromstring
from django.contrib.sites.models import Site as NamedSite
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage, PlainPage
from home.services import addresses, tree
from tests.factories import comments, pages
from tests.factories import stories as made

pytestmark = pytest.mark.django_db
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize(
    ("site_url", "origin", "domain"),
    [
        ("https://corridor.example", "https://corridor.example", "corridor.example"),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123", "127.0.0.1:8123"),
        ("http://corridor.example", "http://corridor.example", "corridor.example"),
    ],
)
def test_the_site_stands_where_its_setting_says_and_moves_with_it(settings, site_url, origin, domain):
    settings.SITE_URL = "http://127.0.0.1:8000"
    home = tree.plant()
    settings.SITE_URL = site_url
    assert tree.plant() == home
    page = Page.objects.get(pk=home.pk)
    assert page.full_url == f"{origin}/en/"
    assert NamedSite.objects.get(pk=settings.SITE_ID).domain == domain
    assert Site.objects.get().site_name == "Corridor"


def test_starting_again_writes_nothing_new():
    home = pages.home()
    addresses.settle(home=home, site_url="https://corridor.example")
    before = list(Site.objects.values())
    addresses.settle(home=HomePage.objects.get(), site_url="https://corridor.example")
    assert list(Site.objects.values()) == before


def listed(client):
    """Return what the sitemap lists: address by its alternates."""
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    return {
        url.find("s:loc", SPACES).text: {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", SPACES)
        }
        for url in fromstring(response.content).findall("s:url", SPACES)
    }


def test_the_list_of_pages_has_each_written_version_with_its_alternates(client, settings):
    settings.SITE_URL = "https://corridor.example"
    story = made.story(slug="kayes")
    french = comments.translated(story, "fr")
    comments.translated(story, "es", alias=True)
    found = listed(client)
    assert story.get_url().endswith("/en/practices/kayes/")
    english, translated = (f"https://corridor.example/{code}/practices/kayes/" for code in ("en", "fr"))
    alternates = {"en": english, "fr": translated, "x-default": "https://corridor.example/practices/kayes/"}
    assert found[english] == alternates
    assert found[translated] == alternates
    assert french.alias_of_id is None
    assert not any("/es/practices/kayes/" in address for address in found)
    assert "https://corridor.example/en/" in found
    assert "https://corridor.example/fr/" in found


def test_the_list_of_pages_leaves_out_what_not_everybody_may_read(client):
    walled, draft = made.story(slug="walled"), made.story(slug="draft", live=False)
    comments.translated(walled, "fr")
    PageViewRestriction.objects.create(page=walled, restriction_type=PageViewRestriction.LOGIN)
    found = " ".join(listed(client))
    assert "/practices/" in found
    assert "walled" not in found
    assert draft.slug not in found


def test_the_list_of_pages_costs_the_same_for_one_and_for_three(client):
    home = pages.home()

    def cost():
        with CaptureQueriesContext(connection) as queries:
            listed(client)
        return len(queries)

    pages.child(home, PlainPage, title="One", slug="one")
    listed(client)
    one = cost()
    for name in ("two", "three"):
        pages.child(home, PlainPage, title=name, slug=name)
    assert cost() == one


def test_every_start_of_the_demo_settles_the_address(settings):
    settings.SITE_URL = "http://127.0.0.1:8001"
    call_command("founding_content", verbosity=0)
    settings.SITE_URL = "http://127.0.0.1:8002"
    call_command("founding_content", verbosity=0)
    assert HomePage.objects.get(locale__language_code="en").full_url == "http://127.0.0.1:8002/en/"
