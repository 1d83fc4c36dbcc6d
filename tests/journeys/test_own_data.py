"""A member fetches what is held on her, asks to be erased, and thinks again."""

import json
import zipfile

from home.management.commands.demo_content import PASSWORD
from tests.journeys.running_site import text_of


def proves_herself(person):
    """Show the password where it is asked for."""
    person.page.fill("input[name=password]", PASSWORD)
    person.sends()


def test_a_member_fetches_her_archive_and_thinks_again_about_leaving(someone, running_site, logins):
    member = someone()
    address = member.signs_in(next(logins))
    member.clicks("Your data", role="link")
    member.clicks("Make my archive")
    proves_herself(member)
    assert member.reads("Your archive is being made.")
    mail = running_site.next_mail(address, "archive is ready")
    assert "/en/me/data/" in text_of(mail)

    member.goes_to("/en/me/data/")
    with member.page.expect_download() as download:
        member.page.get_by_role("link", name="Fetch the archive").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        data = json.loads(archive.read("data.json"))
        assert address in archive.read("index.html").decode()
    assert data["sections"][-1]["rows"][0]["email"] == address

    member.clicks("Erase my account", role="link")
    member.page.fill("input[name=address]", "somebody@else.example")
    member.sends("main form")
    assert member.reads("This is not the address of your account.")
    member.page.fill("input[name=address]", address)
    member.sends("main form")
    assert member.reads("Your account will be erased on")
    running_site.next_mail(address, "will be erased")
    member.clicks("Keep my account")
    assert member.reads("Your account stays.")
    assert not member.reads("Your account will be erased on")


def test_the_pages_of_ones_own_data_work_without_script_and_in_arabic(someone, logins):
    member = someone(script=False, language="ar")
    member.signs_in(next(logins))
    member.goes_to("/ar/me/data/")
    assert member.page.locator("html").get_attribute("dir") == "rtl"
    member.follows(member.page.locator("main form").first.locator("button"))
    member.page.fill("input[name=password]", PASSWORD)
    member.page.locator("main form button[type=submit]").first.click()
    member.page.wait_for_url("**/ar/me/data/**")
    assert member.is_shown(".log-list li")
