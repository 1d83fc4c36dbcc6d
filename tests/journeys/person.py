"""A person at a browser."""

import re
from dataclasses import dataclass, field
from uuid import uuid4

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from home.management.commands.demo_content import PASSWORD
from tests.journeys.running_site import RunningSite, link_in

AXE = Axe()
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}
# Wagtail's own pages, and Django's: not ours to judge.
BACK_OFFICE = ("/cms/", "/admin/")
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NEW_PASSWORD = "a-long-password-for-tests"


@dataclass
class Person:
    """What a person does with the site; whatever page she meets must be accessible and keep to its own origin."""

    page: Page
    site: RunningSite
    script: bool = True
    language: str = "en"
    origin: str = ""
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.origin = self.origin or self.site.url
        self.page.on("console", self._heard)
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def goes_to(self, path: str) -> Response:
        """Open an address of the site and look at the page."""
        response = self.page.goto(self.origin + path)
        assert response is not None
        self.looks()
        return response

    def looks(self) -> None:
        """Check the page she is on: no axe violation, no sideways scrolling, no foreign request, no console error."""
        if self.script and not self.page.url.removeprefix(self.origin).startswith(BACK_OFFICE):
            self.page.wait_for_load_state("load")
            found = AXE.run(self.page, options=RULES)
            assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
            wide = self.page.evaluate(SIDEWAYS)
            assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} px"
        foreign = [url for url in self.requests if not url.startswith((self.origin, "data:", "blob:"))]
        assert foreign == []
        assert self.complaints == []

    def clicks(self, name: str, *, role: str = "button", inside: str = "main") -> None:
        """Press a button or follow a link, known by its words, and look at the page it leads to."""
        self.page.locator(inside).get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state("load")
        self.looks()

    def opens_thread(self) -> None:
        """Open a thread; where something like it is shown first, open it all the same."""
        self.clicks("Open the thread")
        if self.page.get_by_role("button", name="Open the thread all the same").count():
            self.clicks("Open the thread all the same")

    def follows(self, link: Locator) -> None:
        """Follow a link, or press a button, that words alone do not name, and look at the page it leads to."""
        link.click()
        self.page.wait_for_load_state("load")
        self.looks()

    def sends(self, inside: str = "main form") -> None:
        """Press the first button of a form, and look at the page it leads to."""
        self.page.locator(f"{inside} button[type=submit]:not([aria-hidden])").first.click()
        self.page.wait_for_load_state("load")
        self.looks()

    def reads(self, words: str) -> bool:
        """Say whether the page says `words`."""
        return words in self.page.locator("body").inner_text()

    def is_shown(self, part: str) -> bool:
        """Say whether the page shows the part that a CSS selector names."""
        return self.page.locator(part).first.is_visible()

    def signs_up(self, name: str = "E. Newcomer") -> str:
        """Make an account by the mail that confirms it; return its address."""
        address = f"newcomer-{uuid4().hex[:10]}@demo.example"
        self.goes_to(f"/{self.language}/accounts/signup/")
        self.page.fill("input[name=name]", name)
        self.page.fill("input[name=email]", address)
        self.page.fill("input[name=password1]", NEW_PASSWORD)
        asked = re.search(r"\d+", self.page.locator("label[for=id_answer]").inner_text())
        assert asked
        self.page.fill("input[name=answer]", str(int(asked.group()) + 1))
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state("load")
        self.looks()
        link = link_in(self.site.next_mail(address), "/accounts/confirm-email/")
        self.page.goto(link)
        self.looks()
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_url("**/me/")
        self.looks()
        return address

    def signs_in(self, login: str, *, to: str = "") -> str:
        """Log in with one of the accounts that are there from the beginning; return its address."""
        to = to or f"/{self.language}/me/"
        self.goes_to(f"/{self.language}/accounts/login/?next={to}")
        self.page.fill("input[name=login]", f"{login}@demo.example")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_url(f"**{to}")
        self.looks()
        return f"{login}@demo.example"
