"""Making words comparable: case, accents, Arabic forms. The same for what is stored and what is asked."""

import re
import unicodedata

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
_EXPANDED = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
WORD = re.compile(r"\w+")
# Articles and conjunctions that Arabic writes onto the word.
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")


def fold(text: str) -> str:
    """Return `text` in lower case without accents, marks and variant forms; word by word as long as before."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return WORD.sub(lambda match: _bare(match.group()), plain.translate(_ARABIC).translate(_EXPANDED))


def words(text: str) -> list[str]:
    """Return the folded words of `text`, in their order."""
    return WORD.findall(fold(text))


def _bare(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    return word


def stem(word: str) -> str:
    """Return the part of a folded word by which its other forms are marked and, without a stemmer, found."""
    if len(word) <= 4:
        return word
    return word[: max(4, len(word) - 2)]
