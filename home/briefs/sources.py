"""What a brief's text names: read from its streams, without a look at what was published before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from wagtail.models import Page

from home.briefs.contributions import read_address
from home.briefs.enums import Cited

if TYPE_CHECKING:
    from home.briefs.models import BriefPage, Citation


@dataclass(frozen=True)
class Named:
    """One mention. pk: of the page, post or comment; reference: of the recommendation or step, "" for the whole."""

    kind: Cited
    pk: int
    reference: str


def step_reference(number: int) -> str:
    """Return the reference of a roadmap's step, counted from one."""
    return f"step-{number}"


def ids(value: Any, name: str) -> list[int]:
    """Primary keys in a list of chosen pages of a raw value."""
    keys = [item["value"] if isinstance(item, dict) else item for item in value.get(name) or []]
    return [key for key in keys if key]


def named(page: "BriefPage") -> Iterator[Named]:
    """Go through everything the text names."""
    for block in page.recommendations.raw_data:
        for pk in ids(block["value"], "evidence"):
            yield Named(Cited.STORY, pk, block["value"]["reference"])
    for number, block in enumerate(page.steps.raw_data, start=1):
        for pk in ids(block["value"], "stories"):
            yield Named(Cited.STORY, pk, step_reference(number))
    for block in page.cites.raw_data:
        if block["type"] == "contribution":
            found = read_address(block["value"] or "")
            if found:
                yield Named(*found, "")
        elif block["value"]:
            yield Named(Cited(block["type"]), block["value"], "")


def build(page: "BriefPage") -> "list[Citation]":
    """Return unsaved citations for everything the text names that is still there, each once."""
    model = apps.get_model("briefs", "Citation")
    mentions = list(dict.fromkeys(named(page)))
    pages = {one.pk for one in mentions if one.kind in {Cited.STORY, Cited.BRIEF}}
    known = {row.pk: row for row in Page.objects.filter(pk__in=pages).only("pk", "translation_key", "title")}
    made: dict[tuple[str, str, str], Citation] = {}
    for one in mentions:
        row = model(brief_id=page.original_id, kind=one.kind, reference=one.reference)
        if one.kind in {Cited.STORY, Cited.BRIEF}:
            if one.pk not in known:
                continue
            row.key, row.title = str(known[one.pk].translation_key), known[one.pk].title
        else:
            row.key = str(one.pk)
        made.setdefault((row.kind, row.key, row.reference), row)
    _attach(made.values())
    return list(made.values())


def _attach(rows: "Any") -> None:
    """Give citations of contributions the post or comment they mean."""
    for kind, name, label in (
        (Cited.POST, "post", "discussions.Post"),
        (Cited.COMMENT, "comment", "comments.PageComment"),
    ):
        mine = [row for row in rows if row.kind == kind]
        if not mine:
            continue
        related = ("thread__space__group",) if kind == Cited.POST else ()
        manager = apps.get_model(label)._default_manager
        found = manager.select_related(*related).in_bulk([int(row.key) for row in mine])
        for row in mine:
            setattr(row, name, found.get(int(row.key)))
