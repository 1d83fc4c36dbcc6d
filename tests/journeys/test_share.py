"""A member shares a practice: seven steps, on a phone, over a line that drops, until it is with the reviewers."""

import re
from uuid import uuid4

STEPS = ("place", "context", "done", "partners", "results", "needs", "check")


def goes_on(person):
    person.page.locator("button.btn-primary[name=go]").click()
    person.page.wait_for_load_state("load")
    person.looks()


def begins(member, login):
    member.signs_in(login, to="/en/practices/share/new/")
    member.page.fill("input[name=title]", f"A desk {uuid4().hex[:6]}")
    member.page.locator("main form button[type=submit]").first.click()
    member.page.wait_for_url("**/place/")
    member.looks()


def fills_in(member):
    page = member.page
    page.fill("[name=territories]", "Vic")
    page.locator("[name=themes]").first.check()
    goes_on(member)
    for name in ("standfirst", "context", "challenge"):
        page.fill(f"[name={name}]", "Words about a desk.")
    goes_on(member)
    page.fill("[name=steps-0-heading]", "Open the desk")
    goes_on(member)
    page.fill("[name=partners-0-name]", "Mixed commission")
    goes_on(member)
    assert page.title().startswith("Error:")
    assert page.input_value("[name=partners-0-name]") == "Mixed commission"
    page.select_option("[name=partners-0-role]", "lead")
    page.fill("[name=partners-0-brought]", "Reads every proposal.")
    page.get_by_role("button", name="Add another partner").click()
    page.wait_for_load_state("load")
    member.looks()
    assert page.locator("[name=partners-1-name]").is_visible()
    goes_on(member)
    page.locator("[name=nothing_reported]").check()
    goes_on(member)
    goes_on(member)
    for name in ("partners_agree", "nobody_named", "rights_held"):
        page.locator(f"[name={name}]").check()
    goes_on(member)


def test_a_member_shares_a_practice_in_seven_steps(someone, logins):
    member = someone()
    begins(member, next(logins))
    fills_in(member)
    member.clicks("Send to the reviewers")
    assert member.reads("Submitted")
    assert member.reads("Two people read it, neither of them an author.")
    member.clicks("Look at it as readers will", role="link")
    assert member.reads("Words about a desk.")


def test_a_member_shares_a_practice_without_a_script(someone, logins):
    member = someone(script=False)
    begins(member, next(logins))
    fills_in(member)
    member.clicks("Send to the reviewers")
    assert member.reads("Submitted")


def test_every_step_reads_in_arabic(someone, logins):
    member = someone()
    begins(member, next(logins))
    number = re.search(r"/share/(\d+)/", member.page.url)
    assert number
    for step in STEPS:
        member.goes_to(f"/ar/practices/share/{number[1]}/{step}/")
        assert member.page.locator("html").get_attribute("dir") == "rtl"


def test_what_was_typed_when_the_line_dropped_is_offered_again(someone, logins):
    member = someone()
    begins(member, next(logins))
    page = member.page
    member.goes_to(page.url.removeprefix(member.origin).replace("place", "context"))
    page.fill("[name=context]", "Half an hour of typing.")
    page.locator("form[data-kept]").wait_for()
    page.reload()
    assert page.input_value("[name=context]") == ""
    page.get_by_role("button", name="Put it back").click()
    assert page.input_value("[name=context]") == "Half an hour of typing."
    goes_on(member)
    page.go_back()
    page.wait_for_load_state("load")
    assert page.input_value("[name=context]") == "Half an hour of typing."
