"""What a page is, for any app: its languages, its section, no children unless it names them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.query import PageQuerySet

from foundation.panels import ZonedPublishingPanel


def tree_of(language: str | None) -> Locale:
    """Return the locale whose pages are read in `language` (a code); the default one when there is none."""
    return Locale.objects.filter(language_code=language or "").first() or Locale.get_default()


def paths_of_walls() -> list[str]:
    """Return the places in the tree at and below which pages are restricted."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def address_of(page: Page) -> str:
    """Return the address of a page of any kind, as `BasePage.address` explains it."""
    return address_at(page.url_path, page.locale.language_code)


def address_at(url_path: str, language: str) -> str:
    """Return the address of a page known by its path in the tree and its language (a code)."""
    below = url_path.strip("/").partition("/")[2]
    return f"/{language}/{below}/" if below else f"/{language}/"


def by_language(versions: Iterable[Page]) -> dict[str, str]:
    """Return the addresses of a page's versions, by language code; a language the site does not have is left out."""
    known = dict(settings.LANGUAGES)
    found = {page.locale.language_code: address_of(page) for page in versions}
    return {code: url for code, url in found.items() if code in known}


class WalledQuerySet(PageQuerySet):
    """Pages, with what lies behind a wall told apart in every language."""

    def open_to_all(self, walls: Iterable[str] | None = None) -> "WalledQuerySet":
        """Live pages that everybody may read: neither they, nor a page above them, nor the page they translate or
        stand in for is restricted. Wagtail's own `public()` minds the page's own place in the tree only.

        walls: what `paths_of_walls` said, for who asks several times.
        """
        walled = models.Q()
        for path in paths_of_walls() if walls is None else walls:
            walled |= models.Q(path__startswith=path)
        live = self.live()
        if not walled:
            return live
        return live.exclude(translation_key__in=Page.objects.filter(walled).values("translation_key"))


class BasePage(Page):
    """Parent of every page type. A page type names the children it allows; by default none."""

    # The entry of the header's navigation that is current on this page.
    section = ""
    # Members may comment on it.
    takes_comments = False

    subpage_types: ClassVar[list[str]] = []
    show_in_menus_default = False
    # The same panels as Wagtail's, with the zone named beside the times.
    settings_panels: ClassVar[list[Any]] = [ZonedPublishingPanel(), *Page.settings_panels[1:]]

    class Meta:
        abstract = True

    @cached_property
    def source(self) -> Page:
        """The page people comment on and register for: the first language version, whichever one is read."""
        first = (
            type(self)
            ._default_manager.filter(translation_key=self.translation_key, alias_of__isnull=True)
            .order_by("pk")
            .first()
        )
        return first or self

    @property
    def address(self) -> str:
        """Where the page is on this site, as Wagtail's `url` says, without a look-up for each page of a list.

        The site has one tree a language, so the language and the path below the home page make the address.
        """
        return address_of(self)

    @cached_property
    def is_fallback(self) -> bool:
        """The page stands in for a translation that nobody has made yet."""
        return self.alias_of_id is not None

    @cached_property
    def content_language(self) -> str:
        """Code of the language the text is written in, which a stand-in shares with its original."""
        return self.alias_of.locale.language_code if self.alias_of_id else self.locale.language_code

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give templates the section, and the addresses of the other languages."""
        context = super().get_context(request, *args, **kwargs)
        context["section"] = self.section
        request.page_translations = self.addresses(request)  # type: ignore[attr-defined]  # read by the shell
        return context

    def addresses(self, request: HttpRequest) -> dict[str, str]:
        """Return the address of each live language version, by language code."""
        versions = type(self)._default_manager.filter(translation_key=self.translation_key, live=True)
        return by_language(versions.select_related("locale").order_by())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the page; pages answer GET and HEAD only, forms post to their own addresses."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        if self.locale.language_code != get_language() and not getattr(request, "is_preview", False):
            # Where a language's home page is withdrawn, Wagtail would serve another language under its address.
            return HttpResponseRedirect(self.get_url(request))
        return super().serve(request, *args, **kwargs)
