"""What organisations offer and look for, as forms and services hand it to each other."""

from dataclasses import dataclass
from typing import Any

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.taxonomy.words import terms_of

Choices = list[tuple[str, Any]]
MOST_LINES = 20


@dataclass(frozen=True)
class Line:
    """One thing offered or sought."""

    direction: str
    term: Term
    note: str = ""


def subject_choices(empty: Any) -> Choices:
    """Return themes and instruments as "vocabulary/slug", in two groups."""
    groups: Choices = [
        (str(vocabulary.label), [(f"{vocabulary}/{term.slug}", term.label) for term in terms_of(vocabulary)])
        for vocabulary in (Vocabulary.THEMES, Vocabulary.INSTRUMENTS)
    ]
    return [("", empty), *groups]


def subject_of(value: str) -> Term | None:
    """Return the term that a choice of `subject_choices` names."""
    vocabulary, _slash, slug = value.partition("/")
    if vocabulary not in (Vocabulary.THEMES, Vocabulary.INSTRUMENTS):
        return None
    return next((term for term in terms_of(Vocabulary(vocabulary)) if term.slug == slug), None)
