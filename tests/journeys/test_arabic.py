"""The same in Arabic: everything from right to left, nothing sideways."""

from uuid import uuid4

from tests.journeys.test_comment import post_of

STORY = "/ar/practices/kayes-codevelopment-memory/"


def test_a_reader_of_arabic_reads_signs_in_and_comments(someone, logins):
    reader = someone(language="ar")
    page = reader.page
    words = f"كيف بدأتم العمل؟ {uuid4().hex[:8]}"
    for path in (
        "/ar/",
        "/ar/practices/",
        "/ar/practices/?theme=capacity-building&evidence=evaluated",
        "/ar/briefs/",
        "/ar/briefs/building-partnerships/",
        "/ar/discussions/",
        "/ar/exchanges/",
        "/ar/exchanges/help-desk-more-than-a-sign/",
        "/ar/search/?q=Kayes",
        "/ar/accounts/login/",
        STORY,
    ):
        reader.goes_to(path)
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.locator("html").get_attribute("lang") == "ar"
    reader.signs_in(next(logins), to=STORY)
    page.fill("#reply textarea", words)
    assert page.input_value("#reply select") == "ar"
    reader.sends("#reply form")
    assert post_of(reader, words).locator(".post-text").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("dir") == "rtl"
    direction = post_of(reader, words).locator(".post-text").evaluate("one => getComputedStyle(one).direction")
    assert direction == "rtl"
    reader.goes_to("/ar/me/")
