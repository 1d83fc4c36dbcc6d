"""What a proposer tells of an item, from the form to the row."""

from collections.abc import Iterable
from dataclasses import dataclass

from community.taxonomy.models import Term


@dataclass(frozen=True)
class Told:
    """What a proposer tells of an item."""

    title: str
    kind: str
    themes: Iterable[Term]
    year: int | None
    language: str
    country: str
    author: str
    licence: str
    description: str
    url: str = ""


# What is a field of the item as it is.
TEXTS = ("title", "kind", "year", "language", "country", "author", "licence", "description", "url")
