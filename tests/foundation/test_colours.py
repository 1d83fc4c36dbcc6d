"""The tokens keep the contrast the design promises, computed from the committed CSS."""

import re
from pathlib import Path

import pytest

import foundation

STATIC = Path(foundation.__file__).parent / "static" / "foundation"
FILES = ["foundation.css", "components.css", "pages.css"]
CSS = (STATIC / "foundation.css").read_text()

TEXT = 4.5
GRAPHIC = 3.0
GROUNDS = ("paper", "surface", "sunken", "sea", "petrol-t")
PAIRS = [
    *[(ink, ground, TEXT) for ground in GROUNDS for ink in ("ink", "muted", "petrol", "route")],
    *[(ink, "land", TEXT) for ink in ("ink", "muted", "route")],
    ("coast", "sea", GRAPHIC), ("coast", "land", GRAPHIC),
    ("ui", "surface", GRAPHIC), ("ui", "paper", GRAPHIC), ("ui", "sunken", GRAPHIC), ("ui", "sea", GRAPHIC),
    ("on-petrol", "petrol", TEXT), ("on-petrol", "petrol-d", TEXT), ("on-band", "band", TEXT),
    ("ink", "route-t", TEXT), ("route", "route-t", TEXT),
    ("ok", "ok-t", TEXT), ("warn", "warn-t", TEXT), ("bad", "bad-t", TEXT),
    ("petrol", "ok-t", TEXT), ("petrol", "warn-t", TEXT), ("petrol", "bad-t", TEXT),
    ("bad", "surface", TEXT), ("bad", "paper", TEXT), ("focus", "paper", GRAPHIC), ("focus", "surface", GRAPHIC),
]  # fmt: skip


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--c-([a-z-]+):\s*(#[0-9A-Fa-f]{6})", block))


def block(start: str) -> str:
    begin = CSS.index("{", CSS.index(start)) + 1
    return CSS[begin : CSS.index("}", begin)]


LIGHT = tokens(block(":root {"))
DARK = {**LIGHT, **tokens(block("[data-bs-theme=dark] {"))}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_formula_on_known_colours():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_pairs_keep_their_contrast(mode, ink, ground, least):
    palette = LIGHT if mode == "light" else DARK
    assert contrast(palette[ink], palette[ground]) >= least


def test_dark_is_the_same_twice():
    by_device = block(":root:not([data-bs-theme=light])")
    by_choice = block("[data-bs-theme=dark] {")
    assert " ".join(by_device.split()) == " ".join(by_choice.split())


@pytest.mark.parametrize("name", ["components.css", "pages.css"])
def test_no_colour_values_outside_the_tokens(name):
    text = re.sub(r"/\*.*?\*/", "", (STATIC / name).read_text(), flags=re.S)
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(|hsla?\(", text)


@pytest.mark.parametrize("name", FILES)
def test_only_logical_directions(name):
    text = re.sub(r"/\*.*?\*/", "", (STATIC / name).read_text(), flags=re.S)
    sides = "(?:left|right|top|bottom)"
    physical = (
        rf"(?:margin|padding|border|scroll-margin|inset)-{sides}\b|(?<![\w-]){sides}\s*:"
        r"|(?:text-align|float):\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius"
    )
    assert not re.findall(physical, text)


@pytest.mark.parametrize("name", FILES)
def test_braces_close_and_files_stay_readable(name):
    text = (STATIC / name).read_text()
    assert text.count("{") == text.count("}")
    assert len(text.splitlines()) <= 400
