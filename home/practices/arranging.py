"""Arrangements of a story in words: name, kind, facts, and who takes part."""

from typing import Any

from django.utils.translation import gettext as _

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of
from home.practices.enums import Known

Row = dict[str, Any]
# Kinds of actor for whom the diaspora's seat is kept (founding report, lines 1927 to 1949).
DIASPORA = {
    "migrant-association",
    "migrant-federation",
    "refugee-association",
    "migrants",
    "migrant-families",
    "returnees",
}


def rows(raw: Any) -> list[Row]:
    """Return each arrangement as {kind, title, facts, people, warning}; a fact without an answer is None."""
    makers = {"matching": _matching, "risk_cover": _risk_cover, "memorandum": _memorandum, "council": _council}
    return [makers[block["type"]](block["value"]) for block in raw if block["type"] in makers]


def listed(value: Any) -> list[Row]:
    """The rows of a list block, stored as plain values or as blocks with an id."""
    return [row["value"] if isinstance(row, dict) and "value" in row else row for row in value or []]


def _matching(value: Row) -> Row:
    kinds = labels_of(Vocabulary.ACTOR_KINDS)
    return {
        "kind": _("Matching scheme"),
        "title": value["name"],
        "facts": [(_("Ratio"), value.get("ratio")), (_("Rule"), value.get("rule"))],
        "people": [(row["name"], kinds.get(row.get("kind") or "", "")) for row in listed(value.get("matchers"))],
        "people_title": _("Who tops up"),
    }


def _risk_cover(value: Row) -> Row:
    return {
        "kind": _("Risk cover"),
        "title": value["covers"],
        "facts": [(_("Who covers it"), value.get("provider")), (_("How it works"), value.get("text"))],
        "people": [],
    }


def _memorandum(value: Row) -> Row:
    return {
        "kind": _("Memorandum"),
        "title": value["title"],
        "facts": [(_("Signed"), value.get("signed")), (_("Review due"), value.get("review"))],
        "people": [(row["name"], row["duty"]) for row in listed(value.get("parties"))],
        "people_title": _("Parties and duties"),
    }


def _council(value: Row) -> Row:
    kinds = labels_of(Vocabulary.ACTOR_KINDS)
    seats = listed(value.get("seats"))
    diaspora = any(row["kind"] in DIASPORA for row in seats)
    return {
        "kind": _("Council"),
        "title": value["name"],
        "facts": [
            (_("Mandate"), value.get("mandate")),
            (_("Elected chair"), _known(value.get("elected_chair"))),
            (_("Written roles"), _known(value.get("memorandum"))),
        ],
        "people": [(kinds.get(row["kind"], row["kind"]), _number(row.get("number"))) for row in seats],
        "people_title": _("Seats"),
        "warning": _("No seat for migrants is recorded.") if seats and not diaspora else "",
    }


def _number(number: int | None) -> str:
    return str(number) if number is not None else _("number not known")


def _known(answer: str | None) -> str | None:
    return str(Known(answer).label) if answer and answer != Known.UNKNOWN else None
