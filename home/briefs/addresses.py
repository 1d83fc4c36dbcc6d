"""Addresses that belong to a brief: of its other forms, and the one that lasts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from home.briefs.models import BriefPage


@dataclass(frozen=True)
class Addresses:
    """Where a brief is found in each of its forms, on this site; version: 0 for the one that is current."""

    page: "BriefPage"
    version: int = 0

    def _below(self, end: str) -> str:
        past = f"versions/{self.version}/" if self.version else ""
        return f"{self.page.address}{past}{end}"

    @property
    def text(self) -> str:
        """Text only."""
        return self._below("text/")

    @property
    def pdf(self) -> str:
        """For printing and keeping."""
        return self._below("pdf/")

    @property
    def bibtex(self) -> str:
        """For reference managers that read BibTeX."""
        return self._below("cite.bib")

    @property
    def ris(self) -> str:
        """For the other reference managers."""
        return self._below("cite.ris")

    @property
    def endorse(self) -> str:
        """Where an organisation endorses it."""
        return f"{self.page.address}endorse/"

    @property
    def lasting(self) -> str:
        """The address that stays whatever the title becomes, with the site in front."""
        name, args = ("briefs_number", [self.page.number])
        if self.version:
            name, args = "briefs_number_version", [self.page.number, self.version]
        return f"{settings.SITE_URL}{reverse(name, args=args)}"

    @property
    def online(self) -> str:
        """The page itself, with the site in front."""
        return f"{settings.SITE_URL}{self._below('')}"
