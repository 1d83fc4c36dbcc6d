"""Commenting on a practice."""

from uuid import uuid4

import pytest

STORY = "/en/practices/risaralda-academic-partnership/"


def post_of(person, words):
    """Return the contribution that says `words`."""
    return person.page.locator(".post", has=person.page.locator(".post-text", has_text=words)).last


def test_a_member_comments_answers_changes_and_removes(someone, logins):
    writer = someone()
    page = writer.page
    words, more = f"We asked a college {uuid4().hex}", f"They said yes {uuid4().hex}"
    writer.signs_in(next(logins), to=STORY)
    page.fill("#reply textarea", "   ")
    page.select_option("#reply select", "fr")
    writer.sends("#reply form")
    assert writer.is_shown(".error-summary")
    assert page.input_value("select[name=language]") == "fr"
    page.fill("textarea[name=text]", words)
    page.select_option("select[name=language]", "en")
    writer.clicks("Preview")
    assert writer.reads("Preview: not sent yet")
    assert page.input_value("textarea[name=text]") == words
    writer.clicks("Post")
    page.wait_for_url(f"**{STORY}*#comment-*")
    assert writer.reads("Posted.")
    writer.follows(post_of(writer, words).get_by_role("link", name="Reply"))
    page.fill("#reply textarea", more)
    writer.sends("#reply form")
    assert post_of(writer, more).locator("xpath=self::*[contains(@class,'post-reply')]").count() == 1
    writer.follows(post_of(writer, more).get_by_role("link", name="Edit", exact=True))
    page.fill("textarea[name=text]", f"{more}, twice")
    writer.sends()
    assert writer.reads(f"{more}, twice")
    assert post_of(writer, more).get_by_text("Edited on").is_visible()
    writer.follows(post_of(writer, more).get_by_role("link", name="Remove", exact=True))
    writer.clicks("Remove it")
    assert not writer.reads(more)
    assert writer.reads("Removed by its author.")
    assert writer.reads(words)


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_a_text_sent_after_the_session_ended_is_kept(someone, logins):
    writer = someone()
    page = writer.page
    words = f"A long thought {uuid4().hex}"
    login = next(logins)
    writer.signs_in(login, to=STORY)
    page.fill("#reply textarea", words)
    page.context.clear_cookies(name="sessionid")
    writer.follows(page.locator("#reply").get_by_role("button", name="Post", exact=True))
    assert writer.reads("Your text is kept.")
    writer.follows(page.get_by_role("link", name="Sign in and send it"))
    page.fill("input[name=login]", f"{login}@demo.example")
    page.fill("input[name=password]", "corridor-demo")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"**{STORY}#reply")
    writer.looks()
    assert page.input_value("#reply textarea") == words
