"""The same with JavaScript off."""

from uuid import uuid4

from tests.journeys.test_comment import post_of

EXCHANGE = "/en/exchanges/keep-it-after-the-election/"
STORY = "/en/practices/veneto-return-desk/"


def test_everything_works_without_javascript(someone, logins):
    member = someone(script=False)
    page = member.page
    member.goes_to("/en/practices/")
    page.locator("input[name=theme][value=return-reintegration]").check()
    member.clicks("Show practices")
    assert "theme=return-reintegration" in page.url
    assert page.locator("input[value=return-reintegration]").is_checked()
    assert page.locator(f"article.practice-row a[href$='{STORY}']").is_visible()

    member.goes_to("/en/search/")
    page.fill("main input[name=q]", "Veneto")
    member.sends("main form[role=search]")
    assert page.locator(f"#results a[href$='{STORY}']").is_visible()

    member.goes_to("/en/accounts/login/")
    member.signs_in(next(logins), to=EXCHANGE)
    page.select_option("select[name=listening_language]", "es")
    member.sends("#registration form")
    assert "You are registered" in page.locator("#registration").inner_text()
    member.clicks("Cancel my place", role="link", inside="#registration")
    member.clicks("Cancel my place")
    assert page.locator("#registration select[name=listening_language]").is_visible()

    words = f"Banks came last {uuid4().hex}"
    member.goes_to(STORY)
    page.fill("#reply textarea", words)
    member.sends("#reply form")
    assert post_of(member, words).is_visible()

    page.locator(".site-footer a[hreflang=fr]").click()
    page.wait_for_url("**/fr/practices/veneto-return-desk/**")
    assert page.locator("html").get_attribute("lang") == "fr"
