"""Exchanges for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from wagtail.models import Page

from community.members.models import User
from community.taxonomy.enums import Vocabulary
from events.models import ExchangeIndexPage, ExchangePage, Registration
from events.services import registrations
from foundation import clock
from tests.factories import pages
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory


def later(days: int = 10, hour: int = 12) -> datetime:
    """Return a moment so many days from today, at an hour of UTC."""
    return (clock.now() + timedelta(days=days)).astimezone(UTC).replace(hour=hour, minute=0, second=0, microsecond=0)


def exchange_index(language: str = "en") -> ExchangeIndexPage:
    """Return the list of exchanges of a language."""
    home = pages.home()
    index = ExchangeIndexPage.objects.child_of(home).first()
    if index is None:
        index = pages.child(home, ExchangeIndexPage, title="Exchanges", slug="exchanges")
    if language == "en":
        return index
    pages.home(language)
    locale = pages.locales()[language]
    found = index.get_translation_or_none(locale)
    return found or pages.publish(index.copy_for_translation(locale), slug="exchanges")


_count = iter(range(1, 10**6))


def exchange(*, languages: tuple[str, ...] = ("en", "fr"), themes: tuple[str, ...] = (), **fields: Any) -> ExchangePage:
    """Return a live exchange with registration open: in 10 days, 12:00 to 13:30 UTC, 10 places."""
    starts_at = fields.pop("starts_at", None) or later()
    number = next(_count)
    values: dict[str, Any] = {
        "title": f"Exchange {number}",
        "slug": f"exchange-{number}",
        "promise": "What you get.",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=90),
        "zone": "Africa/Bamako",
        "capacity": 10,
        **fields,
    }
    page = ExchangePage(locale=pages.locales()["en"], **values)
    page.languages = [TermFactory(vocabulary=Vocabulary.LANGUAGES, slug=slug) for slug in languages]
    page.themes = [TermFactory(slug=slug) for slug in themes]
    exchange_index().add_child(instance=page)
    return ExchangePage.objects.get(pk=page.pk)


def stand_in(page: ExchangePage, language: str) -> ExchangePage:
    """Return the alias of `page` in another language, as wagtail-localize makes them."""
    exchange_index(language)
    alias: Page = page.copy_for_translation(pages.locales()[language], alias=True)
    alias.slug = page.slug
    alias.set_url_path(alias.get_parent())
    alias.save(clean=False)
    return ExchangePage.objects.get(pk=alias.pk)


def translation(page: ExchangePage, language: str, **fields: Any) -> ExchangePage:
    """Return a translation of `page`, published."""
    exchange_index(language)
    return pages.publish(page.copy_for_translation(pages.locales()[language]), slug=page.slug, **fields)


def registered(page: ExchangePage, member: User | None = None, **fields: Any) -> Registration:
    """Register a member, a new one if none is given, through the service and without mail."""
    values = {"listening_language": "en", "silent": True, "now": clock.now(), **fields}
    return registrations.register(exchange=page, member=member or UserFactory(), **values)
