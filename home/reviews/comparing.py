"""What changed between two versions, paragraph by paragraph."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from wagtail.admin.compare import diff_text
from wagtail.models import Page

from home.reviews.paragraphs import Part, parts_of


@dataclass(frozen=True)
class Piece:
    """Some words. kind: "equal", "addition" or "deletion"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Changed:
    """A paragraph of the newer version, or one that is gone. place: its number there, None when it is gone."""

    place: int | None
    pieces: tuple[Piece, ...]

    @property
    def has_changed(self) -> bool:
        """Anything in it is new or gone."""
        return any(piece.kind != "equal" for piece in self.pieces)


def paragraphs(before: tuple[str, ...], after: tuple[str, ...]) -> list[Changed]:
    """Return the newer paragraphs in order, with what was taken out between them."""
    found: list[Changed] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            found += [Changed(j, (Piece("equal", after[j]),)) for j in range(j1, j2)]
            continue
        pairs = min(i2 - i1, j2 - j1)
        found += [Changed(j1 + n, _words(before[i1 + n], after[j1 + n])) for n in range(pairs)]
        found += [Changed(None, (Piece("deletion", before[i]),)) for i in range(i1 + pairs, i2)]
        found += [Changed(j, (Piece("addition", after[j]),)) for j in range(j1 + pairs, j2)]
    return found


def _words(before: str, after: str) -> tuple[Piece, ...]:
    # Two sentences with little in common are easier to read one after the other than word by word.
    if SequenceMatcher(None, before.split(), after.split()).ratio() < 0.3:
        return (Piece("deletion", before), Piece("addition", after))
    return tuple(Piece(kind, text) for kind, text in diff_text(before, after).changes)


def parts(before: Page | None, after: Page) -> list[tuple[Part, list[Changed]]]:
    """Return every part of the newer version with its changes; parts that are gone come last."""
    new = parts_of(after)
    old = {part.name: part for part in parts_of(before)} if before is not None else None
    if old is None:
        return [(part, paragraphs(part.paragraphs, part.paragraphs)) for part in new]
    rows = []
    for part in new:
        known = old.pop(part.name, None)
        rows.append((part, paragraphs(known.paragraphs if known else (), part.paragraphs)))
    rows += [(part, paragraphs(part.paragraphs, ())) for part in old.values()]
    return rows
