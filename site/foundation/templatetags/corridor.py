"""The tags page authors use. docs/components.md shows each with its HTML."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, pgettext

from foundation import arcs, fieldsets, icons, navigation
from foundation.world_map import WorldMap

register = template.Library()


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Draw one symbol. name: see vendoring/icons.txt; size: "" (18 px), "list" (20 px) or "theme" (26 px)."""
    return icons.icon(name, size)


@register.simple_tag
def section_url(name: str) -> str:
    """Return the address of a section, such as "practices", in the current language."""
    return f"/{get_language()}/{name}/"


@register.simple_tag(takes_context=True)
def kept(context: template.Context, name: str) -> SafeString:
    """Render a part of the shell that differs by language, section and role only, once per process.

    name: template below foundation/parts/, without ending.
    """
    section, facilitator = str(context.get("section", "")), bool(context.get("is_facilitator", False))
    return navigation.kept_part(name, get_language() or "", section, facilitator)


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[navigation.LanguageLink]:
    """Return this page's address in each language: objects with code, name, url and current."""
    return navigation.language_links(context.get("request"))


@register.filter
def day_month(moment: date | datetime | None) -> str:
    """Write a date as "9 March" in the reader's language."""
    # Translators: a date without its year, in Django's date format.
    return date_format(moment, pgettext("date format", "j F")) if moment else ""


@register.filter
def full_date(moment: date | datetime | None) -> str:
    """Write a date as "26 March 2026" in the reader's language."""
    # Translators: a date with its year, in Django's date format.
    return date_format(moment, pgettext("date format", "j F Y")) if moment else ""


@register.filter
def weekday_date(moment: date | datetime | None) -> str:
    """Write a date as "Thursday 26 March 2026" in the reader's language."""
    # Translators: a date with its week day and year, in Django's date format.
    return date_format(moment, pgettext("date format", "l j F Y")) if moment else ""


@register.filter
def unit(value: float) -> str:
    """Write a drawing length with a point, whatever the language, and one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


@register.inclusion_tag("foundation/parts/corridor_line.html")
def corridor_line(places: Sequence[str] | str, kind: str = "partnership") -> dict[str, Any]:
    """Draw the corridor line. places: one or more names; kind: "partnership", "movement" or "place".

    One name, or kind "place", gives a dot and no arc.
    """
    names = [places] if isinstance(places, str) else [str(name) for name in places]
    if len(names) < 2 or kind == "place":
        kind = "place"
    return {"names": names, "kind": kind}


@register.inclusion_tag("foundation/parts/evidence.html")
def evidence(level: str, url: str = "") -> dict[str, Any]:
    """Draw the evidence level: "described", "documented" or "evaluated". url: the definitions, if linked."""
    levels = ["described", "documented", "evaluated"]
    reached = levels.index(level) + 1 if level in levels else 0
    return {"level": level, "reached": reached, "url": url, "arcs": _arcs(reached, 3)}


@register.inclusion_tag("foundation/parts/points.html")
def points(value: int, total: int) -> dict[str, Any]:
    """Draw "3 of 4 points" as small arcs. value, total: whole numbers."""
    return {"value": value, "total": total, "arcs": _arcs(value, total), "width": total * 10 + 3}


def _arcs(reached: int, total: int) -> list[tuple[str, bool]]:
    return [(f"M{2 + 10 * at} 12q5-18 10 0", at < reached) for at in range(total)]


@register.inclusion_tag("foundation/parts/status.html")
def status(kind: str, icon: str, text: str) -> dict[str, str]:
    """Draw a status label. kind: "ok", "waiting", "error", "info", "role" or "quiet"; icon: name or ""."""
    return {"kind": kind, "icon_name": icon, "text": text}


@register.inclusion_tag("foundation/parts/time_box.html")
def time_box(
    opens: date | datetime, closes: date | datetime, now: date | datetime, detail: bool = False
) -> dict[str, Any]:
    """Draw how far a span of days has come. detail: a second line of words under each date."""
    return {"box": arcs.time_box(opens, closes, now), "detail": detail}


@register.inclusion_tag("foundation/parts/day_arc.html")
def day_arc(
    start: datetime, end: datetime, zone: str, label: str, others: Iterable[tuple[str, str]] = ()
) -> dict[str, Any]:
    """Draw the hours of an exchange. zone, label: the reader's own IANA zone and place; others: (place, zone)."""
    drawn = arcs.day_arc(start, end, zone, label, list(others), mirrored=get_language_bidi())
    return {"arc": drawn}


@register.inclusion_tag("foundation/parts/field.html")
def field(bound: BoundField, optional: bool | None = None) -> dict[str, Any]:
    """Render one bound field: label, hint, error, widget. optional: None says "(optional)" where not required."""
    return {"field": bound, "optional": optional}


@register.simple_tag
def field_widget(bound: BoundField) -> SafeString:
    """Render a bound field's widget with our classes and its hint and error named as descriptions."""
    return fieldsets.widget(bound)


@register.filter
def field_kind(bound: BoundField) -> str:
    """Return "hidden", "single" (one checkbox), "options" (radios, checkboxes), "group" or "line"."""
    return fieldsets.kind(bound)


@register.filter
def described_by(bound: BoundField) -> str:
    """Return the ids of a bound field's hint and error for aria-describedby."""
    return fieldsets.described_by(bound)


@register.inclusion_tag("foundation/parts/error_summary.html")
def error_summary(form: BaseForm | Sequence[BaseForm]) -> dict[str, Any]:
    """List what to put right in one form or several, each line linked to its field; nothing without errors."""
    forms = form if isinstance(form, list) else [form]
    return {"errors": [problem for each in forms for problem in fieldsets.summary(each)]}


@register.inclusion_tag("foundation/parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page_obj: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Link to the pages before and after, keeping the rest of the query string. parameter: its name there."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    return {"page_obj": page_obj, "links": navigation.page_links(page_obj, query, parameter)}


@register.inclusion_tag("foundation/parts/chip.html")
def chip(text: str, url: str, on: bool = False, remove: bool = False, count: int | None = None) -> dict[str, Any]:
    """Link that chooses (on: chosen) or takes away (remove) one filter. count: shown after the words."""
    return {"text": text, "url": url, "on": on or remove, "remove": remove, "count": count}


@register.inclusion_tag("foundation/parts/gap_box.html")
def gap_box(missing: Sequence[str], url: str = "", link_text: str = "") -> dict[str, Any]:
    """List what the source does not state. url, link_text: whom to ask."""
    return {"missing": missing, "url": url, "link_text": link_text}


@register.inclusion_tag("foundation/parts/partner_table.html")
def partner_table(partners: Iterable[Any]) -> dict[str, Any]:
    """Table of partners: objects or dicts with name, detail, role, lead (bool) and brought."""
    return {"partners": list(partners)}


@register.inclusion_tag("foundation/parts/steps.html")
def steps(items: Iterable[Any], label: str = "", level: int = 3) -> dict[str, Any]:
    """Vertical steps: objects or dicts with title, text (marked safe if HTML), and optional state.

    state: "done" (default), "current" or "todo" (dotted, ring). label: the list's name; level: heading level.
    """
    return {"items": list(items), "label": label, "level": level}


@register.inclusion_tag("foundation/parts/lineage.html")
def lineage(items: Iterable[Any]) -> dict[str, Any]:
    """How an idea travels: dicts with title, text, note, url, link_text, solid (the arc on) and open (ring)."""
    return {"items": list(items)}


MESSAGE_KINDS = {"success": "ok", "info": "info", "debug": "info", "warning": "waiting", "error": "error"}


@register.inclusion_tag("foundation/parts/message.html")
def message(kind: str, text: str, title: str = "", url: str = "", link_text: str = "") -> dict[str, str]:
    """One message. kind: "ok", "info", "waiting", "error", or a level of django.contrib.messages."""
    kind = MESSAGE_KINDS.get(kind, kind)
    return {"kind": kind, "text": text, "title": title, "url": url, "link_text": link_text}


@register.inclusion_tag("foundation/parts/world_map.html", takes_context=True)
def world_map(context: Mapping[str, Any], drawing: WorldMap, caption: str = "", list_url: str = "") -> dict[str, Any]:
    """Draw a band of the world. In low-data mode only the words and list_url, the address of the list."""
    return {"map": drawing, "caption": caption, "list_url": list_url, "low_data": context.get("low_data", False)}


@register.inclusion_tag("foundation/parts/plate.html", takes_context=True)
def plate(context: Mapping[str, Any], drawing: WorldMap, caption: str = "") -> dict[str, Any]:
    """Draw a chart plate with its neatline and caption. In low-data mode only the words."""
    return {"map": drawing, "caption": caption, "low_data": context.get("low_data", False)}
