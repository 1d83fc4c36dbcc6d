"""What the facilitators' queue shows, in a number of queries that does not depend on its length."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Count, Min

from community.moderation.contributions import ADAPTERS, Case
from community.moderation.enums import Reason
from community.moderation.models import Decision, Flag
from community.wordings.models import Wording

PER_PAGE = 20


@dataclass(frozen=True)
class Entry:
    """One contribution that waits. flags: how many reports; since: the oldest; reason: of the oldest."""

    case: Case
    flags: int
    since: datetime
    reason: str


def queue(kind: str, page: str | None) -> dict[str, Any]:
    """Return what waits, the oldest report first. kind: of one adapter, or "" for all."""
    types = {ContentType.objects.get_for_model(adapter.model).pk: adapter for adapter in ADAPTERS.values()}
    waiting = Flag.objects.open().order_by().values("content_type", "object_id")
    rows = waiting.annotate(flags=Count("pk"), since=Min("created_at"), first=Min("pk")).order_by("since", "first")
    if kind in ADAPTERS:
        rows = rows.filter(content_type__in=[pk for pk, adapter in types.items() if adapter.kind == kind])
    page_obj = Paginator(rows, PER_PAGE).get_page(page)
    return {"page_obj": page_obj, "entries": _entries(list(page_obj), types), "counts": _counts(types)}


def _entries(rows: list[Any], types: dict[int, Any]) -> list[Entry]:
    cases = {
        type_id: adapter.cases([row["object_id"] for row in rows if row["content_type"] == type_id])
        for type_id, adapter in types.items()
        if any(row["content_type"] == type_id for row in rows)
    }
    reasons = dict(Flag.objects.filter(pk__in=[row["first"] for row in rows]).values_list("pk", "reason"))
    return [
        Entry(case, row["flags"], row["since"], str(Reason(reasons[row["first"]]).label))
        for row in rows
        if (case := cases[row["content_type"]].get(row["object_id"])) is not None
    ]


def _counts(types: dict[int, Any]) -> list[tuple[str, Any, int]]:
    """Return kind, label and number of what waits, for the filters."""
    rows = Flag.objects.open().order_by().values("content_type").annotate(total=Count("object_id", distinct=True))
    totals = {row["content_type"]: row["total"] for row in rows}
    return [(adapter.kind, adapter.label, totals.get(type_id, 0)) for type_id, adapter in types.items()]


def history(case: Case) -> dict[str, Any]:
    """Return the reports and decisions on one contribution."""
    flags = list(Flag.objects.on(case.target).select_related("reporter"))
    return {
        "flags": flags,
        "open_flags": [flag for flag in flags if flag.decision_id is None],
        "wordings": list(Wording.objects.of(case.kind, case.pk)),
        "decisions": list(Decision.objects.on(case.target).select_related("actor")),
    }
