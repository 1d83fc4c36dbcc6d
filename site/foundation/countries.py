"""Names of the world's countries in the reader's language, from the Unicode CLDR by way of Babel."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language


@cache
def _names(language: str) -> dict[str, str]:
    names = {str(code): name for code, name in Locale.parse(language).territories.items()}
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY}


# Codes of the CLDR that name no country: unions, outlying islands as a whole, placeholders.
NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def name_of(code: str) -> str:
    """Return a country's name in the active language; `code`: ISO 3166, two letters. An unknown code is returned."""
    return _names((get_language() or "en")[:2]).get(code, code)


def choices() -> list[tuple[str, str]]:
    """Return every (code, name), by name in the active language."""
    return sorted(_names((get_language() or "en")[:2]).items(), key=lambda pair: pair[1])
