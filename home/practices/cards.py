"""The card of a story, which other sites show beside a link: title, places, and the arc between them."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont, features

from home.practices.enums import Tie

if TYPE_CHECKING:
    from home.practices.models import StoryPage

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
# The light tokens of the design: paper, ink, route, petrol, line.
PAPER, INK, ROUTE, PETROL, LINE = "#F6F8F7", "#10262E", "#A1145A", "#0B4F5C", "#CBD6D6"
TITLE_SIZES = (72, 60, 50)
MOST_LINES = 4
VENDOR = settings.ROOT / "site" / "foundation" / "static" / "vendor"
RIGHT_TO_LEFT = {"ar"}


@cache
def _font(language: str, size: int) -> ImageFont.FreeTypeFont:
    arabic = language in RIGHT_TO_LEFT
    path = Path("noto-naskh-arabic/noto-naskh-arabic.woff2" if arabic else "faustina/faustina.woff2")
    font = ImageFont.truetype(str(VENDOR / path), size)
    if not arabic:
        font.set_variation_by_axes([600])
    return font


class _Card:
    """A drawing that knows which side a text begins on."""

    def __init__(self, language: str) -> None:
        self.language, self.mirrored = language, language in RIGHT_TO_LEFT
        self.picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        self.draw = ImageDraw.Draw(self.picture)
        self.more: dict[str, Any] = {"direction": "rtl", "language": "ar"} if self.mirrored and _shapes() else {}

    def write(self, y: int, text: str, size: int, colour: str) -> None:
        """Write one line."""
        x, anchor = (WIDTH - MARGIN, "ra") if self.mirrored else (MARGIN, "la")
        self.draw.text((x, y), text, font=_font(self.language, size), fill=colour, anchor=anchor, **self.more)

    def width(self, text: str, size: int) -> float:
        """Width of a text in pixels."""
        return self.draw.textlength(text, font=_font(self.language, size), **self.more)

    def lines(self, text: str, size: int) -> list[str]:
        """Break a text to the card's width."""
        found, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and self.width(longer, size) > WIDTH - 2 * MARGIN:
                found.append(line)
                line = word
            else:
                line = longer
        return [*found, line] if line else found


def _shapes() -> bool:
    return bool(features.check("raqm"))


def draw(story: "StoryPage") -> bytes:
    """Return the card of a story as PNG, 1200 by 630 pixels, in the language its text is in."""
    card = _Card(story.content_language)
    places = [name for name in (story.place, story.partner_place) if name]
    _corridor(card, places, story.tie)
    size, lines = next(
        (size, lines) for size in TITLE_SIZES if len(lines := card.lines(story.title, size)) <= MOST_LINES or size == 50
    )
    for number, line in enumerate(lines[:MOST_LINES]):
        card.write(190 + round(number * size * 1.25), line, size, INK)
    card.draw.line((MARGIN, HEIGHT - 110, WIDTH - MARGIN, HEIGHT - 110), fill=LINE, width=2)
    _mark(card)
    target = BytesIO()
    card.picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def _corridor(card: _Card, places: list[str], tie: str) -> None:
    """The places above the title, with the arc of a tie between them."""
    size, y = 34, 84
    if len(places) < 2 or tie == Tie.PLACE:
        card.write(y, ", ".join(places), size, ROUTE)
        return
    first, second = places[0], places[1]
    gap, wide = 150, card.width(first, size)
    start = WIDTH - MARGIN - wide if card.mirrored else MARGIN + wide
    step = -1 if card.mirrored else 1
    card.write(y, first, size, ROUTE)
    left, right = sorted((start + step * 28, start + step * (gap - 28)))
    if tie == Tie.PARTNERSHIP:
        card.draw.arc((left, y - 22, right, y + 66), 180, 360, fill=ROUTE, width=5)
    else:
        for angle in range(180, 360, 18):
            card.draw.arc((left, y - 22, right, y + 66), angle, angle + 6, fill=ROUTE, width=5)
    origin, goal = (right, left) if card.mirrored else (left, right)
    card.draw.ellipse((origin - 8, y + 14, origin + 8, y + 30), fill=ROUTE)
    card.draw.ellipse((goal - 8, y + 14, goal + 8, y + 30), fill=PAPER, outline=ROUTE, width=4)
    x = start + step * gap
    anchor = "ra" if card.mirrored else "la"
    card.draw.text((x, y), second, font=_font(card.language, size), fill=ROUTE, anchor=anchor, **card.more)


def _mark(card: _Card) -> None:
    """The name of the site, with its arc."""
    x, y = MARGIN, HEIGHT - 82
    card.draw.arc((x, y, x + 52, y + 52), 180, 360, fill=ROUTE, width=5)
    card.draw.ellipse((x - 7, y + 19, x + 7, y + 33), fill=ROUTE)
    card.draw.ellipse((x + 45, y + 19, x + 59, y + 33), fill=PAPER, outline=ROUTE, width=4)
    card.draw.text((x + 80, y - 6), "Corridor", font=_font("en", 40), fill=PETROL, anchor="la")
