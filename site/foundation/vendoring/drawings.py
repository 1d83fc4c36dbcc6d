"""Subsets the heading font and draws the mark. Needs fonttools, brotli and pillow; see README.md."""

from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent
PACKAGE = HERE / "node_modules" / "@fontsource-variable" / "faustina"
SOURCE = PACKAGE / "files" / "faustina-latin-wght-normal.woff2"
FONT = HERE.parent / "static" / "vendor" / "faustina"
STATIC = HERE.parent / "static" / "foundation"
PARTS = HERE.parent / "templates" / "foundation" / "parts"
# Basic Latin, Latin-1, OE, oe, Y with diaeresis, dashes, quotes, ellipsis, euro, arrow.
UNICODES = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    0x152,
    0x153,
    0x178,
    0x2013,
    0x2014,
    0x2018,
    0x2019,
    0x201C,
    0x201D,
    0x2026,
    0x20AC,
    0x2192,
]
MAIL_MAGENTA = (0xC9, 0x40, 0x7F, 255)


def font() -> None:
    """Writes the woff2 of weights 400 to 700 with its licence."""
    source = instantiateVariableFont(TTFont(SOURCE), {"wght": (400, 700)})
    options = subset.Options(flavor="woff2", layout_features=["kern", "liga", "lnum", "pnum"], hinting=False)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=UNICODES)
    cut.subset(source)
    FONT.mkdir(parents=True, exist_ok=True)
    source.flavor = "woff2"
    source.save(FONT / "faustina.woff2")
    (FONT / "OFL.txt").write_text((PACKAGE / "LICENSE").read_text())


def wordmark(size: float, x: float, y: float) -> tuple[str, float]:
    """The outline of "Corridor" as one SVG path, so that no page needs the font for the name.

    size: units per em; x, y: start of the base line, in units. Returns the path and its end, in units.
    """
    bold: Any = instantiateVariableFont(TTFont(SOURCE), {"wght": 700})
    scale = size / bold["head"].unitsPerEm
    glyphs, metrics, named = bold.getGlyphSet(), bold["hmtx"], bold.getBestCmap()
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".rstrip("0").rstrip("."))
    for letter in "Corridor":
        name = named[ord(letter)]
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
        x += metrics[name][0] * scale
    return pen.getCommands(), x


def mark() -> None:
    """Writes the header mark, the favicon and the PNG for mail."""
    path, end = wordmark(24, 0, 23)
    arc = '<path class="mark-arc" d="M7 21.5C14 4 27 4 34 21"/>'
    dots = '<circle class="mark-dot" cx="6.5" cy="22" r="4.5"/><circle class="mark-ring" cx="35" cy="22" r="3.6"/>'
    (PARTS / "mark.svg").write_text(
        f'<svg class="mark" viewBox="0 0 42 32" aria-hidden="true" focusable="false">{arc}{dots}</svg>'
        f'<svg class="wordmark" viewBox="0 0 {round(end + 1)} 32" aria-hidden="true" focusable="false">'
        f'<path class="mark-word" d="{path}"/></svg>\n'
    )
    STATIC.mkdir(parents=True, exist_ok=True)
    (STATIC / "favicon.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#C9407F" stroke-width="3">'
        '<path stroke-linecap="round" d="M6 22C11 5 21 5 25 19"/><circle cx="6" cy="22" r="3.5" fill="#C9407F"/>'
        '<circle cx="26" cy="22.5" r="3.5"/></svg>\n'
    )
    big = Image.new("RGBA", (88 * 8, 56 * 8), (0, 0, 0, 0))
    pen = ImageDraw.Draw(big)
    for step in range(401):
        t = step / 400
        u = 1 - t
        x = u**3 * 14 + 3 * u * u * t * 28 + 3 * u * t * t * 54 + t**3 * 68
        y = u**3 * 43 + 3 * u * u * t * 8 + 3 * u * t * t * 8 + t**3 * 42
        pen.ellipse([(x - 2.6) * 8, (y - 2.6) * 8, (x + 2.6) * 8, (y + 2.6) * 8], fill=MAIL_MAGENTA)
    pen.ellipse([5 * 8, 35 * 8, 23 * 8, 53 * 8], fill=MAIL_MAGENTA)
    pen.ellipse([61 * 8, 35 * 8, 79 * 8, 53 * 8], fill=MAIL_MAGENTA)
    pen.ellipse([65.5 * 8, 39.5 * 8, 74.5 * 8, 48.5 * 8], fill=(0, 0, 0, 0))
    big.resize((88, 56), Image.Resampling.LANCZOS).save(STATIC / "mark-mail.png", optimize=True)


if __name__ == "__main__":
    PARTS.mkdir(parents=True, exist_ok=True)
    font()
    mark()
