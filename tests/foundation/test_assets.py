"""Third-party files are what the manifest says, and a first visit stays light."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

import foundation
from foundation import icons
from foundation.middleware.page_weight import assets, assets_weight

ROOT = Path(foundation.__file__).parent
VENDOR = ROOT / "static" / "vendor"
TEMPLATES = ROOT / "templates"
PAGES = [path for path in TEMPLATES.rglob("*.html") if "email" not in path.parts]
MANIFEST = json.loads((VENDOR / "manifest.json").read_text())


def test_every_vendored_file_has_its_checksum():
    listed = {name: sum_ for part in MANIFEST for name, sum_ in part["files"].items()}
    found = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()} - {"manifest.json"}
    assert set(listed) == found
    for name, expected in listed.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == expected, name


def test_every_part_names_version_and_licence():
    assert {part["name"] for part in MANIFEST} >= {"bootstrap", "htmx.org", "bootstrap-icons", "world-atlas"}
    assert all(part["version"] and part["licence"] for part in MANIFEST)


@pytest.mark.parametrize(("name", "limit"), [
    ("vendor/bootstrap/bootstrap-subset.min.css", 18_000),
    ("vendor/bootstrap/bootstrap-subset.rtl.min.css", 18_000),
    ("vendor/htmx/htmx.min.js", 17_000),
])  # fmt: skip
def test_vendored_files_keep_their_budget(name, limit):
    assert len(gzip.compress((ROOT / "static" / name).read_bytes())) <= limit


def test_theme_and_bootstrap_share_one_budget():
    names = [name for name in assets(right_to_left=False, low_data=False) if name.endswith(".css")]
    assert sum(len(gzip.compress((ROOT / "static" / name).read_bytes())) for name in names) <= 26_000


def test_font_keeps_its_budget_and_arabic_loads_none():
    assert (VENDOR / "faustina" / "faustina.woff2").stat().st_size <= 25_000
    assert not any(name.endswith(".woff2") for name in assets(right_to_left=True, low_data=False))


def test_everything_but_the_page_leaves_room_for_it():
    assert assets_weight(False, False) <= 74_000
    assert assets_weight(False, True) <= 27_000


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_hold_no_inline_style_or_script(path):
    text = path.read_text()
    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))
    assert not re.search(r"(?:fill|stroke)=[\"']#", text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_ask_for_known_icons(path):
    for name in re.findall(r"{% icon [\"']([a-z0-9-]+)[\"']", path.read_text()):
        icons.icon(name)


def test_icons_are_hidden_and_unknown_ones_refused():
    assert 'aria-hidden="true"' in icons.icon("bank")
    assert "icon-mirror" in icons.icon("reply")
    assert "icon-mirror" not in icons.icon("search")
    with pytest.raises(icons.UnknownIconError):
        icons.icon("../base")
