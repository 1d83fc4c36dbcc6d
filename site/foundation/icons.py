"""Bootstrap Icons, drawn inline so that no page asks for a picture."""

from functools import lru_cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(__file__).resolve().parent / "templates" / "foundation" / "icons"
SIZES = {"": "icon", "list": "icon icon-list", "theme": "icon icon-theme"}
# These point along the line of reading, so Arabic turns them round. The magnifier and the check do not.
MIRRORED = frozenset({"arrow-left", "arrow-right", "box-arrow-up-right", "list", "reply", "chat-left-text"})


class UnknownIconError(LookupError):
    """No symbol of that name was chosen in vendoring/icons.txt."""


@lru_cache(maxsize=256)
def icon(name: str, size: str = "") -> SafeString:
    """Return one symbol, hidden from screen readers: words stand beside it or name the control.

    name: as in vendoring/icons.txt. size: "" (18 px), "list" (20 px) or "theme" (26 px).
    """
    path = FOLDER / f"{name}.svg"
    if "/" in name or not path.is_file():
        raise UnknownIconError(f"No icon is called {name!r}; add it to vendoring/icons.txt and build.")
    mirrored = " icon-mirror" if name in MIRRORED else ""
    shapes = path.read_text().strip()
    return mark_safe(  # noqa: S308  our own committed files
        f'<svg class="{SIZES[size]}{mirrored}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{shapes}</svg>'
    )
