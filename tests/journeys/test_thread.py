"""Opening a thread and answering it."""

from uuid import uuid4

from tests.journeys.test_comment import post_of

TOO_LONG = "A line that goes on. " * 500


def test_a_member_opens_a_thread_and_it_is_answered_three_levels_deep(someone, logins):
    asks, answers = someone(), someone()
    page = asks.page
    title = f"Who pays for the second year? {uuid4().hex[:8]}"
    asks.signs_in(next(logins), to="/en/discussions/new/")
    page.fill("input[name=title]", title)
    page.fill("textarea[name=text]", TOO_LONG)
    page.locator("input[name=themes]").first.check()
    page.select_option("select[name=space]", index=1)
    space = page.input_value("select[name=space]")
    asks.clicks("Open the thread")
    assert asks.is_shown(".error-summary")
    assert page.input_value("textarea[name=text]").strip() == TOO_LONG.strip()
    assert page.input_value("input[name=title]") == title
    assert page.input_value("select[name=space]") == space
    assert page.locator("input[name=themes]").first.is_checked()
    page.fill("textarea[name=text]", "The project ends, the need does not.")
    asks.opens_thread()
    assert page.locator("h1").inner_text() == title
    assert asks.reads("No answers yet")
    thread = page.url.removeprefix(asks.origin).partition("#")[0]

    answers.signs_in(next(logins), to=thread)
    answers.page.fill("#reply textarea", "First level.")
    answers.sends("#reply form")
    for person, above, words in ((asks, "First level.", "Second level."), (answers, "Second level.", "Third level.")):
        person.goes_to(thread)
        person.follows(post_of(person, above).get_by_role("link", name="Reply"))
        assert person.page.locator("#reply").get_by_text("In reply to").is_visible()
        person.page.fill("#reply textarea", words)
        person.sends("#reply form")
        assert post_of(person, words).is_visible()
    texts = answers.page.locator(".post-text").all_inner_texts()
    assert [text.strip() for text in texts[-3:]] == ["First level.", "Second level.", "Third level."]
    assert answers.reads("3 answers")
    asks.goes_to(thread)
    asks.clicks("Mark as answered")
    assert asks.page.get_by_role("button", name="Not answered after all").is_visible()


def test_a_visitor_is_led_to_signing_in_and_back(someone, logins):
    visitor = someone()
    visitor.goes_to("/en/discussions/")
    visitor.follows(visitor.page.locator(".thread-row h3 a").first)
    visitor.follows(visitor.page.get_by_role("link", name="Sign in to answer."))
    visitor.page.fill("input[name=login]", f"{next(logins)}@demo.example")
    visitor.page.fill("input[name=password]", "corridor-demo")
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.page.wait_for_url("**/en/discussions/**#reply")
    visitor.looks()
    assert visitor.page.locator("#reply textarea").is_visible()
