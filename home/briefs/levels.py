"""Levels that a brief speaks to or comes from: the levels of territory, the last two read as levels of government."""

from django.utils.translation import gettext as _

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of


def labels() -> dict[str, str]:
    """Return the levels in the active language, by slug."""
    # In a story these two terms say how far a programme reaches; here, who is spoken to.
    return labels_of(Vocabulary.TERRITORY_LEVELS) | {
        "national": _("National level"),
        "multi-country": _("International level"),
    }


def choices() -> list[tuple[str, str]]:
    """Return the levels as a form offers them."""
    known = labels_of(Vocabulary.TERRITORY_LEVELS)
    return [(slug, label) for slug, label in labels().items() if slug in known]
