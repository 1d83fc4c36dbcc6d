"""Journeys in a real browser against a running site."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.person import Person
from tests.journeys.preparation import POOL
from tests.journeys.running_site import RunningSite, run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = [pytest.param(1280, id="desktop"), pytest.param(390, id="phone")]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a journey."""
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """One site for all journeys; each journey makes people and contributions of its own."""
    with run(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def logins() -> Iterator[str]:
    """Accounts of members that nobody has used yet."""
    return iter(POOL)


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    """Both widths of the design, in CSS pixels."""
    return int(request.param)


@pytest.fixture
def someone(
    browser: Browser, running_site: RunningSite, width: int, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Person]]:
    """Make people, each with a browser of her own; pages they met are checked by axe on the way."""
    contexts: list[BrowserContext] = []

    def make(*, script: bool = True, language: str = "en", origin: str = "", dark: bool = False) -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale=language,
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page: Page = context.new_page()
        return Person(page, running_site, script=script, language=language, origin=origin)

    yield make
    shots = os.environ.get("CORRIDOR_SCREENSHOTS")
    for number, context in enumerate(contexts):
        if shots and context.pages:
            context.pages[-1].screenshot(path=Path(shots) / f"{request.node.name}-{number}.png", full_page=True)
        context.close()
