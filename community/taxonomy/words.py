"""The terms of a vocabulary from memory: forms, blocks and pages ask for them hundreds of times a request."""

import time

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term

# Seconds after which another process's change is seen; this process's own changes are seen at once.
KEPT = 60

_kept: dict[Vocabulary, tuple[float, list[Term]]] = {}


def terms_of(vocabulary: Vocabulary) -> list[Term]:
    """Return the terms of a vocabulary, in its order; do not change them."""
    known = _kept.get(vocabulary)
    if known is None or time.monotonic() - known[0] > KEPT:
        known = (time.monotonic(), list(Term.objects.of(vocabulary).select_related("parent")))
        _kept[vocabulary] = known
    return known[1]


def labels_of(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the labels of a vocabulary in the active language, by slug."""
    return {term.slug: term.label for term in terms_of(vocabulary)}


def forget() -> None:
    """Read everything anew next time."""
    _kept.clear()
