"""The parts of a story as its page shows them: words for codes, groups, tables; what is missing is None."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of, terms_of
from foundation import countries
from home.practices import arranging, attached
from home.practices.enums import Depth, Form, Known, Need, Service, Side, Status

if TYPE_CHECKING:
    from home.practices.models import StoryPage

Row = dict[str, Any]


def parts(page: "StoryPage") -> dict[str, Any]:
    """Return every part of the story that is not plain text, ready for its template."""
    return {
        "step_rows": [_step(value) for value in _values(page.steps)],
        "gap_rows": [str(block.value) for block in page.gaps],
        "partner_rows": [partner(value) for value in _values(page.partners)],
        "component_rows": [_component(value) for value in _values(page.components)],
        "given_rows": [_given(value) for value in _values(page.given)],
        "result_groups": _results(page),
        "indicator_rows": [_indicator(value) for value in _values(page.indicators)],
        "failure_rows": _values(page.failures),
        "need_rows": [_need(value) for value in _values(page.transfer)],
        "arrangement_rows": arranging.rows(page.arrangements.raw_data),
        "maturity_rows": [_maturity(value) for value in _values(page.maturity_history)],
        "coverage": _coverage(page),
        "source_rows": _values(page.sources),
        "picture_rows": [block.value for block in page.pictures],
        "document_rows": attached.rows(page),
        "period": period(page),
        "is_full": page.form == Form.FULL,
        "standing": _standing(page),
        "untold": untold(page),
    }


def _values(stream: Any) -> list[Row]:
    return [block["value"] for block in stream.raw_data if block]


def _step(value: Row) -> Row:
    dates = span(value.get("begins") or "", value.get("ends") or "")
    when = value.get("when") or dates
    return {
        "title": f"{when}: {value['heading']}" if when else value["heading"],
        "text": value.get("text", ""),
        "result": value.get("result", ""),
        "state": "done",
    }


def span(begins: str, ends: str) -> str:
    """Two partial dates in words; empty when both are."""
    if begins and ends and begins != ends:
        return _("%(begins)s to %(ends)s") % {"begins": begins, "ends": ends}
    return begins or ends


def partner(value: Row) -> Row:
    """One partner in words; a name that may not be shown yet is not."""
    kinds, roles = labels_of(Vocabulary.ACTOR_KINDS), labels_of(Vocabulary.PARTNER_ROLES)
    kind = kinds.get(value.get("kind") or "", "")
    hidden = bool(value.get("hidden"))
    side = value.get("side") or Side.UNKNOWN
    detail = [kind if not hidden else "", countries.name_of(value.get("country") or "")]
    if side != Side.UNKNOWN:
        detail.append(str(Side(side).label))
    return {
        "name": _("A partner not named yet") + (f": {kind}" if kind else "") if hidden else value["name"],
        "detail": ", ".join(part for part in detail if part),
        "role": roles.get(value.get("role") or "", ""),
        "lead": (value.get("role") or "") in {"lead", "co-lead"},
        "brought": value.get("brought", ""),
    }


def named_partners(page: "StoryPage") -> list[Row]:
    """The partners whose names may be shown, in the order of the story."""
    return [partner(value) for value in _values(page.partners) if not value.get("hidden")]


def _component(value: Row) -> Row:
    kind = labels_of(Vocabulary.INSTRUMENTS).get(value.get("kind") or "", "")
    return value | {"detail": ", ".join(part for part in (kind, value.get("place", "")) if part)}


def _given(value: Row) -> Row:
    what = labels_of(Vocabulary.AUTHORITY_CONTRIBUTIONS)
    return {
        "what": what.get(value["what"], value["what"]),
        "depth": Depth(value["depth"]).label,
        "note": value.get("note", ""),
    }


def _results(page: "StoryPage") -> list[tuple[str, list[str]]]:
    """Results apart for each side; those of which no side is stated come first, without a heading."""
    groups: dict[str, list[str]] = {}
    for value in _values(page.results):
        groups.setdefault(value.get("side") or Side.UNKNOWN, []).append(value["text"])
    order = [Side.UNKNOWN, Side.ORIGIN, Side.RESIDENCE, Side.BOTH]
    return [("" if side == Side.UNKNOWN else str(side.label), groups[side]) for side in order if side in groups]


def _indicator(value: Row) -> Row:
    side = value.get("side") or Side.UNKNOWN
    return value | {"side": "" if side == Side.UNKNOWN else Side(side).label}


def _need(value: Row) -> Row:
    kind = value.get("kind") or Need.OTHER
    return value | {"kind": "" if kind == Need.OTHER else Need(kind).label}


def _maturity(value: Row) -> Row:
    labels = labels_of(Vocabulary.INITIATIVE_MATURITY)
    since = value.get("since") or ""
    label = labels.get(value["maturity"], value["maturity"])
    return {"title": f"{since}: {label}" if since else label, "text": value.get("note", ""), "state": "done"}


def _coverage(page: "StoryPage") -> dict[str, Any] | None:
    """A table of stages by services; None when nothing is stated."""
    given = {value["stage"]: set(value.get("services") or []) for value in _values(page.coverage)}
    services = [service for service in Service if any(service in found for found in given.values())]
    if not services:
        return None
    stages = [term for term in terms_of(Vocabulary.MIGRATION_STAGES) if term.slug in given]
    return {
        "services": [service.label for service in services],
        "rows": [(term.label, [service in given[term.slug] for service in services]) for term in stages],
    }


def period(page: "StoryPage") -> str:
    """From when to when, in words; an open end of a running practice says so."""
    if page.begins and page.ends:
        return span(page.begins, page.ends)
    if page.begins and page.status == Status.RUNNING:
        return _("since %(begins)s, still running") % {"begins": page.begins}
    return page.since or page.begins or page.ends


def _standing(page: "StoryPage") -> list[tuple[str, str]]:
    """Resources, powers and anchoring as (label, answer); an empty answer is shown as not known."""
    return [
        (_("Budget"), " ".join(part for part in (budget(page), page.budget_note) if part)),
        (_("Staff"), page.staff),
        (_("Time it took"), page.duration),
        (_("Works with few resources"), _answer(page.low_resource, "")),
        (_("Legal act"), _answer(page.act, page.act_note)),
        (_("Regular budget line"), _answer(page.budget_line, page.budget_line_note)),
        (_("Part of the local development plan"), _answer(page.plan, page.plan_note)),
        (_("Needs a competence on migration"), _answer(page.needs_migration_power, "")),
        (_("Who decides"), page.who_decides),
        (_("National framework, place of origin"), page.framework_origin),
        (_("National framework, place of residence"), page.framework_residence),
    ]


def budget(page: "StoryPage") -> str:
    """The sum with its currency; empty when not known."""
    return f"{page.budget:,.0f} {page.currency}".replace(",", "\u202f") if page.budget is not None else ""


def _answer(value: str, note: str) -> str:
    if value == Known.UNKNOWN:
        return note
    return f"{Known(value).label}: {note}" if note else str(Known(value).label)


def untold(page: "StoryPage") -> list[str]:
    """Names of the parts of the full form that hold nothing, so that none stands as an empty heading."""
    parts = {
        _("Structures within the practice"): page.components,
        _("What the authority contributed"): page.given,
        _("Arrangements"): page.arrangements,
        _("Indicators"): page.indicators,
        _("Stages and services"): page.coverage,
        _("Maturity over time"): page.maturity_history,
    }
    return [name for name, stream in parts.items() if not stream]
