"""The tree of pages that every Corridor starts with: a home page a language, and its rooms."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page

from events.models import ExchangeIndexPage
from home.briefs.models import BriefIndexPage
from home.models import HomePage, PlainPage
from home.practices.models import PracticeIndexPage
from home.services import addresses

TEXTS = Path(__file__).resolve().parents[1] / "fixtures" / "plain_pages.json"
INDEXES: Mapping[str, type[Page]] = {
    "practices": PracticeIndexPage,
    "briefs": BriefIndexPage,
    "exchanges": ExchangeIndexPage,
}


@transaction.atomic
def plant() -> HomePage:
    """Make locales, home pages, index pages and plain pages on a site that has none; return the English home page.

    On a site that has a home page nothing is made: what an editor took away stays away. Only its address follows
    SITE_URL each time.
    """
    known = HomePage.objects.filter(locale__language_code="en").first()
    if known is not None:
        addresses.settle(home=known, site_url=settings.SITE_URL)
        return known
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    home = _home(texts["home"]["en"], locales["en"])
    for slug, model in INDEXES.items():
        _child(home, slug, model, _index_fields(texts["indexes"][slug]["en"]))
    for page in texts["pages"]:
        _child(home, page["slug"], PlainPage, _plain_fields(page["translations"]["en"]))
    for code, locale in locales.items():
        if code != "en":
            _translate(home, locale, texts)
    return home


def _home(text: dict[str, Any], locale: Locale) -> HomePage:
    found = HomePage.objects.filter(locale=locale).first()
    if found is None:
        root = Page.get_first_root_node()
        for page in Page.objects.child_of(root).filter(slug="home"):
            page.delete()
        root = Page.get_first_root_node()
        found = root.add_child(
            instance=HomePage(
                title="Corridor",
                slug="home",
                locale=locale,
                headline=text["headline"],
                introduction=text["introduction"],
            )
        )
    # Deleting Wagtail's first page took its Site along.
    addresses.settle(home=found, site_url=settings.SITE_URL)
    return found


def _child(home: HomePage, slug: str, model: type[Page], fields: dict[str, Any]) -> None:
    if not Page.objects.child_of(home).filter(slug=slug).exists():
        home.add_child(instance=model(slug=slug, locale=home.locale, **fields))


def _translate(home: HomePage, locale: Locale, texts: dict[str, Any]) -> None:
    code = locale.language_code
    own = home.get_translation_or_none(locale)
    if own is None:
        own = home.copy_for_translation(locale)
        _publish(
            own, {"headline": texts["home"][code]["headline"], "introduction": texts["home"][code]["introduction"]}
        )
    for slug in INDEXES:
        _version(home, slug, locale, _index_fields(texts["indexes"][slug][code]))
    for page in texts["pages"]:
        _version(home, page["slug"], locale, _plain_fields(page["translations"][code]))


def _version(home: HomePage, slug: str, locale: Locale, fields: dict[str, Any]) -> None:
    page = Page.objects.child_of(home).get(slug=slug).specific
    if page.get_translation_or_none(locale) is None:
        version = page.copy_for_translation(locale)
        # Below the home pages, which are siblings, an address is the same in every language.
        _publish(version, fields | {"slug": page.slug})


def _publish(page: Page, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def _index_fields(text: dict[str, str]) -> dict[str, Any]:
    return {"title": text["title"], "introduction": text.get("introduction", "")}


def _plain_fields(text: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": text["title"],
        "introduction": text.get("introduction", ""),
        "body": [
            ("part", {"heading": part.get("heading", ""), "text": "\n\n".join(part["paragraphs"])})
            for part in text["body"]
        ],
    }
