"""A member reports a post, a facilitator hides it with a reason and shows it again."""

from uuid import uuid4

from tests.journeys.running_site import text_of
from tests.journeys.test_comment import post_of

REASON = "It names a person who asked for help."


def test_a_facilitator_hides_what_was_reported_and_shows_it_again(someone, running_site, logins):
    author, member, facilitator, visitor = someone(), someone(), someone(), someone()
    words = f"Mrs K. came to our desk {uuid4().hex}"
    visitor.goes_to("/en/discussions/")
    visitor.follows(visitor.page.locator(".thread-row h3 a").first)
    thread = visitor.page.url.removeprefix(visitor.origin)
    address = author.signs_in(next(logins), to=thread)
    author.page.fill("#reply textarea", words)
    author.sends("#reply form")

    member.signs_in(next(logins), to=thread)
    member.follows(post_of(member, words).get_by_role("link", name="Report"))
    member.page.locator("input[name=reason][value=personal]").check()
    member.clicks("Report")
    assert not member.is_shown(".error-summary")

    facilitator.signs_in("facilitator", to="/en/moderation/")
    facilitator.follows(facilitator.page.locator(".queue-list a", has_text=words[:40]).last)
    assert facilitator.reads(words)
    facilitator.page.locator("input[name=action][value=hide]").check()
    facilitator.clicks("Decide")
    assert facilitator.is_shown(".error-summary"), "hiding needs a reason"
    facilitator.page.fill("textarea[name=reason]", REASON)
    facilitator.clicks("Decide")

    visitor.goes_to(thread)
    assert not visitor.reads(words)
    assert visitor.reads(REASON)
    author.goes_to(thread)
    assert author.reads("You wrote it. See what you can do")
    mail = running_site.next_mail(address, "was hidden$")
    assert REASON in text_of(mail)
    assert words not in text_of(mail)

    facilitator.goes_to(thread)
    facilitator.follows(post_of(facilitator, words).get_by_role("link", name="Moderate"))
    facilitator.page.locator("input[name=action][value=restore]").check()
    facilitator.clicks("Decide")
    visitor.goes_to(thread)
    assert visitor.reads(words)
    assert not visitor.reads(REASON)
    running_site.next_mail(address, "is shown again$")


def test_the_queue_is_not_for_members(someone, logins):
    member = someone()
    member.signs_in(next(logins))
    assert member.goes_to("/en/moderation/").status in {403, 404}
