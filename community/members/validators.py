"""What a name may be."""

import re
import unicodedata
from datetime import datetime
from functools import lru_cache

from anyascii import anyascii
from confusable_homoglyphs import confusables
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_ADDRESS = re.compile(r"://|www\.|@\w|\b\w+\.(?:com|net|org|info|example)\b", re.IGNORECASE)


def tidy_name(value: str) -> str:
    """Return a name on one line, without control and direction characters.

    Raises:
        ValidationError: it holds a web or mail address. Names go into mails to people who asked for none.
    """
    plain = "".join(" " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in value)
    tidy = " ".join("".join(letter for letter in plain if unicodedata.category(letter) != "Cf").split())
    if _ADDRESS.search(tidy):
        raise ValidationError(_("Write a name, without a web or mail address."), code="address")
    return tidy


def check_founded(year: int | None, *, now: datetime) -> None:
    """Refuse a founding year that is still to come.

    Raises:
        ValidationError: names the field.
    """
    if year is not None and year > now.year:
        raise ValidationError({"founded_in": [_("This year is still to come.")]})


def skeleton(name: str) -> str:
    """Return what a name looks like: names a reader could take for each other share it (Unicode TS 39, 4).

    Accents, case, blanks and punctuation do not count; letters of other scripts count as the Latin ones they resemble.
    """
    folded = unicodedata.normalize("NFKD", name)
    latin = "".join(letter if letter.isascii() else _as_latin(letter) for letter in folded)
    plain = anyascii(latin.casefold())
    return "".join(letter for letter in plain if letter.isalnum()).casefold()[:200] or name.casefold()[:200]


@lru_cache(maxsize=4096)
def _as_latin(letter: str) -> str:
    found = confusables.is_confusable(letter, preferred_aliases=["latin"])
    for twin in found[0]["homoglyphs"] if found else []:
        if twin["c"].isascii():
            return str(twin["c"])
    return letter
