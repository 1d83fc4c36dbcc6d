"""The list of pages for search engines: every language, each page with its versions, only what everybody may read."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page

from foundation.pages import WalledQuerySet, address_of


@dataclass(frozen=True)
class Versions:
    """One page in the languages it is written in, by code."""

    pages: dict[str, Page]


class PageSitemap(Sitemap[Versions]):
    """Wagtail's own lists the tree of one language only, and stand-ins for translations nobody made."""

    i18n = True
    alternates = True
    x_default = True
    limit = 5000

    def items(self) -> list[Versions]:
        """Return every page once, with its language versions."""
        return self._found

    @cached_property
    def _found(self) -> list[Versions]:
        known = dict(settings.LANGUAGES)
        pages = (
            WalledQuerySet(Page)
            .open_to_all()
            .filter(depth__gte=2, alias_of__isnull=True, locale__language_code__in=known)
            .select_related("locale")
            .order_by("path")
        )
        found: dict[object, dict[str, Page]] = {}
        for page in pages:
            found.setdefault(page.translation_key, {})[page.locale.language_code] = page
        return [Versions(versions) for versions in found.values()]

    def get_languages_for_item(self, item: Versions) -> list[str]:
        """Return the languages the page is written in."""
        return list(item.pages)

    def location(self, item: Versions) -> str:
        """Return the address of the version in the language that is active."""
        return address_of(item.pages[get_language() or settings.LANGUAGE_CODE])

    def lastmod(self, item: Versions) -> datetime | None:
        """Return when any version was last published."""
        return max((page.last_published_at for page in item.pages.values() if page.last_published_at), default=None)

    def get_domain(self, site: object = None) -> str:
        """Return the host of SITE_URL, whichever name the request came by."""
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        """Return the scheme of SITE_URL."""
        return urlsplit(settings.SITE_URL).scheme
