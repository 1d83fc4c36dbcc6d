"""An editor changes a practice and publishes it."""

import re
from uuid import uuid4

from tests.journeys.person import Person

STORIES = {1280: "Ask a university before you plan", 390: "Migrants get advisory committees at city hall"}


def finds(editor: Person, title: str) -> None:
    """Open a page of the English tree in the editors' room by searching for its title."""
    editor.page.goto(f"{editor.origin}/cms/pages/search/?q={title.replace(' ', '+')}")
    row = editor.page.locator("main tr", has_text="English")
    row.get_by_role("link", name=title, exact=True).click()
    editor.page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))


def publishes(editor: Person) -> None:
    """Press Publish in the editors' room."""
    editor.page.get_by_role("button", name="More actions").last.click()
    editor.page.locator("button[name=action-publish]").click()
    editor.page.wait_for_load_state("load")


def test_an_editor_changes_a_practice_and_everybody_reads_it(someone, width):
    editor, visitor = someone(), someone()
    words = f"Risk is shared {uuid4().hex[:8]}."
    editor.signs_in("editor", to="/cms/")
    finds(editor, STORIES[width])
    editor.page.fill("textarea[name=standfirst]", words)
    publishes(editor)
    editor.page.get_by_role("link", name="View live").first.wait_for()
    link = editor.page.get_by_role("link", name="View live").first.get_attribute("href")
    visitor.goes_to(link.removeprefix(editor.origin))
    assert visitor.reads(words)
    assert visitor.goes_to(f"/en/search/?q={words.rsplit(maxsplit=1)[-1].rstrip('.')}").status == 200
    assert visitor.page.locator("#results article").count() == 1


def test_a_member_without_rights_is_told_so(someone, logins):
    member = someone()
    member.signs_in(next(logins))
    assert member.goes_to("/cms/").status == 403
