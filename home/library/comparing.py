"""What a change of an item would change, for who decides on it."""

from typing import Any

from django.utils.translation import gettext as _

from home.library.models import Item
from home.library.telling import TEXTS


def differences(before: Item, after: Item) -> list[tuple[str, str, str]]:
    """Return (what, as it is, as it would be) for everything that differs."""
    rows = [(_label(name), _words(before, name), _words(after, name)) for name in TEXTS]
    rows.append((_label("themes"), _themes(before), _themes(after)))
    if before.file.name != after.file.name:
        rows.append((_label("file"), _document(before), _document(after)))
    return [(what.capitalize(), old or "–", new or "–") for what, old, new in rows if old != new]


def _label(name: str) -> str:
    field: Any = Item._meta.get_field(name)
    return str(field.verbose_name)


def _words(item: Item, name: str) -> str:
    if name == "country":
        return item.country_name
    shown = getattr(item, f"get_{name}_display", None)
    value = shown() if shown else getattr(item, name)
    return "" if value is None else str(value)


def _themes(item: Item) -> str:
    return ", ".join(sorted(term.label for term in item.themes.all()))


def _document(item: Item) -> str:
    return _("%(kind)s, %(size)s bytes") % {"kind": item.ending.upper(), "size": item.size} if item.file else ""
