"""Where words on drawings go. Lengths are in drawing units."""

from dataclasses import dataclass

# Measured on the bold interface face; Arabic letters are narrower, so this errs on the free side.
LETTER = 0.6


@dataclass(frozen=True)
class Box:
    """A rectangle from (left, top) to (right, bottom); y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether the two rectangles share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, width: float, height: float) -> bool:
        """Return whether the rectangle lies in a drawing of that size."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


def text_width(text: str, size: float) -> float:
    """Return the width of a line of text; size: font size."""
    return len(text) * size * LETTER


@dataclass(frozen=True)
class Placed:
    """A label's anchor point and SVG text-anchor."""

    x: float
    y: float
    anchor: str
    box: Box


def place(
    text: str, x: float, y: float, *, size: float, gap: float, taken: list[Box], width: float, height: float
) -> Placed | None:
    """Return the first free place beside the point (x, y), or None.

    Tried in order: east, west, north-east, south-west, north, south. gap: from point to words;
    taken: rectangles to keep clear; width, height: the drawing.
    """
    length = text_width(text, size)
    half = size * 0.36
    tries = [
        (x + gap, y + half, "start"),
        (x - gap, y + half, "end"),
        (x + gap * 0.7, y - gap * 0.8, "start"),
        (x - gap * 0.7, y + gap * 0.8 + size * 0.7, "end"),
        (x, y - gap, "middle"),
        (x, y + gap + size * 0.7, "middle"),
    ]
    for at, base, anchor in tries:
        left = {"start": at, "end": at - length, "middle": at - length / 2}[anchor]
        box = Box(left - 2, base - size * 0.85, left + length + 2, base + size * 0.28)
        if box.inside(width, height) and not any(box.meets(other) for other in taken):
            return Placed(round(at, 1), round(base, 1), anchor, box)
    return None
