"""People find each other: a profile opened on purpose, a letter through the site, a badge, a group."""

import base64
from uuid import uuid4

from tests.journeys.running_site import text_of

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def opens_her_page(member, name):
    """Open page and function to everyone, and say what one can help with."""
    member.goes_to("/en/me/profile/")
    member.page.fill("input[name=name]", name)
    member.page.fill("input[name=function]", "Head of the return desk")
    member.page.select_option("select[name=page_audience]", label="Everyone")
    member.page.select_option("select[name=function_audience]", label="Members")
    member.clicks("Save")


def test_a_member_opens_her_profile_and_gets_a_letter_without_giving_her_address(someone, running_site, logins):
    host, guest, visitor = someone(), someone(), someone()
    name = f"Rosa {uuid4().hex[:8]}"
    address = host.signs_in(next(logins))
    visitor.goes_to(f"/en/members/?q={name.replace(' ', '+')}")
    assert not visitor.is_shown(".directory-row")
    opens_her_page(host, name)
    host.goes_to("/en/me/profile/seen-by/anonymous/")
    assert host.reads(name)
    assert not host.reads("Head of the return desk")

    visitor.goes_to(f"/en/members/?q={name.replace(' ', '+')}")
    visitor.clicks(name, role="link")
    assert not visitor.reads("Head of the return desk")

    own = guest.signs_in(next(logins))
    guest.goes_to(f"/en/members/?q={name.replace(' ', '+')}")
    guest.clicks(name, role="link")
    assert guest.reads("Head of the return desk")
    guest.clicks("Write a message", role="link")
    guest.page.fill("input[name=subject]", "Your desk")
    guest.page.fill("textarea[name=text]", "How many people come in a week?")
    guest.sends("main form")
    mail = running_site.next_mail(address)
    assert "How many people come in a week?" in text_of(mail)
    assert own not in mail.as_string()
    assert mail["Reply-To"] is None

    host.goes_to("/en/messages/")
    host.clicks("Your desk", role="link")
    host.page.fill("#reply textarea", "About twenty.")
    host.sends("#reply form")
    assert "About twenty." in text_of(running_site.next_mail(own))


def test_a_member_shows_that_she_speaks_for_a_town_and_a_facilitator_agrees(someone, running_site, logins):
    member, facilitator, visitor = someone(), someone(), someone()
    address = member.signs_in(next(logins))
    town = f"Town of Exampleton {uuid4().hex[:8]}"
    member.goes_to("/en/organisations/add/")
    member.page.fill("input[name=name]", town)
    member.page.select_option("select[name=kind]", label="Local or regional authority")
    member.sends("main form")
    member.page.locator("input[name=proof][value=document]").check()
    member.page.set_input_files(
        "input[name=document]", {"name": "letter.png", "mimeType": "image/png", "buffer": PICTURE}
    )
    member.sends("main form")
    assert member.reads("Your claim is with the facilitators.")
    page = member.page.url.removeprefix(member.origin)
    visitor.goes_to(page)
    assert not visitor.reads("Verified")

    facilitator.signs_in("facilitator")
    facilitator.page.goto(facilitator.origin + "/cms/verification/")
    facilitator.page.get_by_role("link", name=town).click()
    facilitator.page.get_by_role("button", name="Approve").click()
    facilitator.page.wait_for_load_state("load")
    running_site.next_mail(address)
    visitor.goes_to(page)
    assert visitor.reads("Verified")


def test_a_facilitator_makes_a_private_group_and_a_member_comes_by_invitation(someone, running_site, logins):
    facilitator, member, outsider = someone(), someone(), someone()
    address = member.signs_in(next(logins))
    outsider.signs_in(next(logins))
    name = f"Desk heads {uuid4().hex[:8]}"
    facilitator.signs_in("facilitator")
    facilitator.goes_to("/en/groups/new/")
    facilitator.page.fill("input[name=name]", name)
    facilitator.page.fill("textarea[name=purpose]", "We compare our weeks.")
    facilitator.page.locator("input[name=kind][value=private]").check()
    facilitator.page.locator("input[name=joining][value=invitation]").check()
    facilitator.sends("main form")
    assert not facilitator.is_shown(".error-summary")
    page = facilitator.page.url.removeprefix(facilitator.origin).partition("?")[0]
    assert outsider.goes_to(page).status == 404
    outsider.goes_to("/en/groups/")
    assert not outsider.reads(name)

    facilitator.goes_to(f"{page}invitations/")
    facilitator.page.locator("main form textarea").first.fill(address)
    facilitator.sends("main form")
    link = next(word for word in text_of(running_site.next_mail(address)).split() if "/groups/invitations/" in word)
    member.goes_to(link.removeprefix(member.site.url))
    member.sends("main form")
    member.goes_to(page)
    assert member.reads("We compare our weeks.")
    assert outsider.goes_to(page).status == 404
