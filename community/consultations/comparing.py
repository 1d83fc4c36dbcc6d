"""What changed between two wordings of a paragraph, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True)
class Piece:
    """Some words. kind: "equal", "addition" or "deletion"."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Return the newer wording, with what was taken out where it stood."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("equal", "".join(new[new_from:new_to])))
            continue
        if old_to > old_from:
            found.append(Piece("deletion", "".join(old[old_from:old_to])))
        if new_to > new_from:
            found.append(Piece("addition", "".join(new[new_from:new_to])))
    return found
