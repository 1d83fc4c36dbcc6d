"""Reading: from the front page to a practice, the brief that rests on it, and what search finds."""

import re

import pytest

STORY = "vic-integration-and-associations"
PAGES = [
    "briefs/",
    "discussions/",
    "exchanges/",
    "exchanges/help-desk-more-than-a-sign/",
    "exchanges/time-zone/",
    "organisations/",
    "organisations/city-of-vic/",
    "members/",
    "about/",
    "help/",
    "charter/",
    "house-rules/",
    "privacy/",
    "accessibility/",
    "display/",
    "accounts/login/",
    "accounts/signup/",
    "accounts/password/reset/",
]


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_visitor_finds_a_practice_by_theme_and_the_brief_that_rests_on_it(someone, htmx):
    reader = someone()
    page = reader.page
    if not htmx:
        page.route("**/htmx*.js", lambda route: route.abort())
    page.goto(reader.origin + "/en/")
    if htmx:
        reader.looks()
    page.get_by_role("link", name=re.compile(r"^All \d+ practices$")).click()
    page.wait_for_url("**/en/practices/")
    before = page.locator("article.practice-row").count()
    documents = []
    page.on("request", lambda request: request.is_navigation_request() and documents.append(request.url))
    page.locator("input[name=theme][value=decentralized-cooperation]").check()
    if not htmx:
        page.get_by_role("button", name="Show practices").click()
    page.wait_for_url("**theme=decentralized-cooperation**")
    page.wait_for_function(f"document.querySelectorAll('article.practice-row').length < {before}")
    assert page.locator("input[value=decentralized-cooperation]").is_checked()
    assert bool(documents) is not htmx, "htmx swaps the results, a form without it loads the page"
    if not htmx:
        return
    reader.looks()
    page.locator(f"article.practice-row a[href$='/practices/{STORY}/']").click()
    page.wait_for_url(f"**/en/practices/{STORY}/")
    reader.looks()
    page.locator("#briefs a").first.click()
    page.wait_for_url("**/en/briefs/*/")
    reader.looks()
    assert page.locator(f".decision-evidence a[href$='/practices/{STORY}/']").count()


def test_nothing_found_says_what_to_leave_out(someone):
    reader = someone()
    reader.goes_to("/en/practices/?theme=capacity-building&evidence=evaluated&language=ar")
    assert reader.reads("No practice fits all 3 filters")
    reader.goes_to("/en/search/?q=xyzzyqwert")
    assert reader.reads("Nothing found")


def test_search_finds_in_every_language_and_leads_to_the_practice(someone):
    reader = someone()
    reader.goes_to("/en/search/")
    reader.page.fill("main input[name=q]", "Kayes")
    reader.sends("main form[role=search]")
    reader.page.locator("#results a[href*='kayes-codevelopment-memory']").first.click()
    reader.page.wait_for_url("**/practices/kayes-codevelopment-memory/")
    reader.looks()


def test_the_language_switch_keeps_the_page(someone):
    reader = someone()
    page = reader.page
    reader.goes_to(f"/en/practices/{STORY}/")
    page.locator(".site-footer a[hreflang=fr]").click()
    page.wait_for_url(f"**/fr/practices/{STORY}/")
    assert page.locator("html").get_attribute("lang") == "fr"
    reader.looks()
    page.locator(".site-footer a[hreflang=ar]").click()
    page.wait_for_url(f"**/ar/practices/{STORY}/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    reader.looks()


def test_the_menus_open_and_lead_on(someone, width):
    reader = someone()
    reader.goes_to("/en/")
    page = reader.page
    page.locator(".site-menu summary" if width < 992 else ".language-menu summary").click()
    reader.looks()
    page.locator(".site-menu-panel a[hreflang=es]" if width < 992 else ".language-list a[hreflang=es]").click()
    page.wait_for_url("**/es/")
    reader.looks()


def test_pages_for_everybody_are_whole(someone):
    reader = someone()
    for path in PAGES:
        assert reader.goes_to(f"/en/{path}").status == 200, path
        assert reader.page.locator("h1").count() == 1, path


def test_what_is_not_there_says_so_and_where_to_go(someone):
    reader = someone()
    assert reader.goes_to("/en/practices/never-was/").status == 404
    assert reader.reads("This page has moved or never was")
