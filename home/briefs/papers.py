"""A brief as its plain forms show it: text only, PDF, citation, an old version."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi

from home.briefs import display, standing
from home.briefs.addresses import Addresses
from home.briefs.cite import Entry
from home.briefs.models import BriefPage, BriefVersion


@dataclass(frozen=True)
class Paper:
    """One text of a brief with everything around it. version: the one shown; latest: the current one."""

    page: BriefPage
    version: BriefVersion | None
    latest: BriefVersion | None
    shown: dict[str, Any]

    @property
    def is_current(self) -> bool:
        """It is the text that stands."""
        return self.version is None or self.latest is None or self.version.number == self.latest.number

    @property
    def number(self) -> int:
        """Number of the version."""
        known = self.version or self.latest
        return known.number if known else 1

    @property
    def identifier(self) -> str:
        """What the text is cited by."""
        return standing.identifier(self.page, self.number)

    @property
    def addresses(self) -> Addresses:
        """Where its forms are."""
        return Addresses(self.page, 0 if self.is_current else self.number)

    def keywords(self) -> list[str]:
        """The themes in the reader's language."""
        return [term.label for term in self.page.themes.all()]

    def filename(self, ending: str) -> str:
        """Name of a file of it."""
        return f"corridor-brief-{self.page.number}-v{self.number}-{self.page.content_language}.{ending}"

    def entry(self) -> Entry:
        """What reference managers are told."""
        known = self.version or self.latest
        return Entry(
            identifier=self.identifier,
            title=self.page.title,
            kind=self.page.get_kind_display(),
            number=self.page.number,
            version=self.number,
            published_at=known.published_at if known else self.page.first_published_at,
            language=self.page.content_language,
            url=Addresses(self.page, self.number).lasting,
            abstract=self.page.standfirst,
            keywords=self.keywords(),
        )

    def context(self) -> dict[str, Any]:
        """What the templates of plain forms use."""
        return self.shown | {
            "page": self.page,
            "paper": self,
            "shown_version": self.version or self.latest,
            "latest": self.latest,
            "is_current": self.is_current,
            "addresses": self.addresses,
            "keywords": self.keywords(),
            "language": get_language() or settings.LANGUAGE_CODE,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "site_url": settings.SITE_URL,
        }


def of(text: tuple[BriefPage, BriefVersion | None], *, user: Any, walls: list[str], past: bool) -> Paper:
    """Return a brief or one of its versions with what it rests on. past: the text is not the published one."""
    page, version = text
    shown = display.brief(page, user=user, walls=walls, draft=past)
    return Paper(page, version, shown["version"], shown)
