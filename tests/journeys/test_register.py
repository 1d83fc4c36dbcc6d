"""Registering for an exchange that is full, and moving up."""

import re

from tests.journeys.preparation import SEATS
from tests.journeys.running_site import text_of


def test_who_waits_moves_up_when_somebody_cancels(someone, running_site, logins, width):
    exchange = f"/en/exchanges/{SEATS[width]}/"
    first, second = someone(), someone()
    visitor = someone()
    visitor.goes_to(exchange)
    assert visitor.page.locator("#registration").get_by_role("link", name="Sign in to register").is_visible()

    first_address = first.signs_in(next(logins), to=exchange)
    first.looks()
    assert first.page.input_value("select[name=listening_language]") == "en", "her own language is offered"
    first.page.select_option("select[name=listening_language]", "")
    first.sends("#registration form")
    assert first.is_shown(".error-summary")
    assert first.reads("You are not registered yet.")
    first.page.select_option("select[name=listening_language]", "fr")
    first.page.locator("input[name=by_telephone]").check()
    first.sends("#registration form")
    panel = first.page.locator("#registration")
    assert "You are registered" in panel.inner_text()
    assert "You listen in French." in panel.inner_text()
    assert "You join by telephone." in panel.inner_text()
    running_site.next_mail(first_address, "^You are registered: ")

    second_address = second.signs_in(next(logins), to=exchange)
    assert "No places left" in second.page.locator("#registration").inner_text()
    second.looks()
    second.page.select_option("select[name=listening_language]", "en")
    second.clicks("Join the waiting list", inside="#registration")
    assert "You are on the waiting list" in second.page.locator("#registration").inner_text()
    assert "First in line" in second.page.locator("#registration").inner_text()
    assert "First in line" in text_of(running_site.next_mail(second_address, "^You are on the waiting list: "))
    visitor.goes_to(exchange)
    assert visitor.reads("1 person is waiting.")

    first.clicks("Cancel my place", role="link", inside="#registration")
    assert first.reads("Give your place back?")
    first.clicks("Cancel my place")
    running_site.next_mail(first_address, "(?i)cancelled|given back|gave")

    promoted = running_site.next_mail(second_address, "^A place became free for you: ")
    second.goes_to(exchange)
    assert "You are registered" in second.page.locator("#registration").inner_text()
    link = re.search(r"https?://\S+calendar\.ics", text_of(promoted))
    calendar = second.page.request.get(link.group())
    assert calendar.ok
    assert "BEGIN:VEVENT" in calendar.text()
    second.goes_to("/en/me/registrations/")
    assert second.page.locator(f"main a[href$='{exchange}']").first.is_visible()
    assert len(running_site.mails(second_address, "A place became free")) == 1


def test_what_cannot_be_joined_says_why(someone):
    reader = someone()
    for slug, words in (
        ("read-your-own-figures", "This exchange will not take place"),
        ("write-the-plan-with-people-who-left", "Held on"),
        ("memorandum-in-one-morning", "1 of 8 places left"),
        ("small-fund-visit-rivemont", "No places left"),
    ):
        reader.goes_to(f"/en/exchanges/{slug}/")
        assert words in reader.page.locator("#registration").inner_text()
