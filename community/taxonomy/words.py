"""The terms of a vocabulary from memory: forms, blocks and pages ask for them hundreds of times a request."""

import time

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term

# Seconds after which another process's change is seen; this process's own changes are seen at once.
KEPT = 60

_kept: list[tuple[float, dict[str, list[Term]]]] = []


def terms_of(vocabulary: Vocabulary) -> list[Term]:
    """Return the terms of a vocabulary, in its order; do not change them.

    All vocabularies are read in one query: a page needs several of them.
    """
    known = next(iter(_kept), None)
    if known is None or time.monotonic() - known[0] > KEPT:
        found: dict[str, list[Term]] = {}
        for term in Term.objects.select_related("parent"):
            found.setdefault(term.vocabulary, []).append(term)
        known = (time.monotonic(), found)
        _kept[:] = [known]
    return known[1].get(vocabulary, [])


def labels_of(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the labels of a vocabulary in the active language, by slug."""
    return {term.slug: term.label for term in terms_of(vocabulary)}


def forget() -> None:
    """Read everything anew next time."""
    _kept.clear()
