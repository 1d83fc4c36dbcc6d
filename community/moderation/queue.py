"""What waits for a facilitator: one list over reports, held contributions, changed ones and appeals.

Nothing is stored for it. The list is a union of what each table holds open, so that it cannot forget or keep anything;
the number of queries does not depend on its length.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Value,
)
from django.utils.timesince import timesince

from community.comments.models import PageComment
from community.discussions.models import Post
from community.members.contributions import ContributionState
from community.moderation.contributions import ADAPTERS, Case
from community.moderation.enums import Reason, Wait
from community.moderation.models import Appeal, Flag, Repair

PER_PAGE = 20
COLUMNS = ("of_type", "of_pk", "wait", "since", "due", "total")


@dataclass(frozen=True)
class Choice:
    """What of the queue is shown. kind: of one adapter; wait: one of Wait; reason: one of Reason; late: what is due."""

    kind: str = ""
    wait: str = ""
    reason: str = ""
    late: bool = False

    @classmethod
    def read(cls, query: Any) -> "Choice":
        """Return what an address asks for; what it does not know is left out."""
        kind, wait, reason = (str(query.get(name, "")) for name in ("kind", "wait", "reason"))
        return cls(
            kind=kind if kind in ADAPTERS else "",
            wait=wait if wait in Wait.values else "",
            reason=reason if reason in Reason.values else "",
            late=query.get("late") == "1",
        )

    def address(self, **changes: Any) -> str:
        """Return the query string of this choice with something changed."""
        other = replace(self, **changes)
        pairs = {"kind": other.kind, "wait": other.wait, "reason": other.reason, "late": "1" if other.late else ""}
        return "?" + "&".join(f"{name}={value}" for name, value in pairs.items() if value)


@dataclass(frozen=True)
class Entry:
    """One contribution that waits.

    Attributes:
        case: the contribution.
        wait: one of Wait.
        reasons: words of the reasons given in reports, each once.
        total: how many reports.
        due: until when somebody should have decided.
        late_by: for how long that moment has passed, in words; empty before.
    """

    case: Case
    wait: Wait
    reasons: tuple[str, ...]
    total: int
    due: datetime
    late_by: str

    @property
    def is_late(self) -> bool:
        """Somebody should have decided already."""
        return bool(self.late_by)


def types() -> dict[int, str]:
    """Return the kinds of contribution by the key of their content type."""
    return {ContentType.objects.get_for_model(adapter.model).pk: kind for kind, adapter in ADAPTERS.items()}


def page(choice: Choice, number: str | None, *, now: datetime) -> tuple[Page[Any], list[Entry]]:
    """Return a page of what waits, what is due first on top."""
    first, *others = _parts(choice, now)
    rows = first.union(*others, all=True).order_by("due", "of_type", "of_pk") if others else first.order_by("due")
    page_obj = Paginator(rows, PER_PAGE).get_page(number)
    return page_obj, _entries(list(page_obj), now)


def counts(*, now: datetime) -> dict[str, Any]:
    """Return how much waits in all, by kind, by why it waits, and how much is late."""
    kinds, waits, late = dict.fromkeys(ADAPTERS, 0), dict.fromkeys(Wait.values, 0), 0
    known = types()
    for part in _parts(Choice(), now):
        for of_type, wait, due in part.values_list("of_type", "wait", "due"):
            kinds[known[of_type]] += 1
            waits[wait] += 1
            late += due <= now
    return {"total": sum(kinds.values()), "kinds": kinds, "waits": waits, "late": late}


def next_due(*, now: datetime) -> datetime | None:
    """Return when the first thing that waits is due; None when nothing waits."""
    page_obj, _rows = page(Choice(), "1", now=now)
    first = next(iter(page_obj), None)
    return first["due"] if first else None


def _parts(choice: Choice, now: datetime) -> list["QuerySet[Any, dict[str, Any]]"]:
    """Return one set of rows for each reason to wait that the choice lets in, all of the same columns."""
    parts = {
        Wait.REPORTED: [_reported(choice)],
        Wait.HELD: [_held(Post.objects.order_by(), "created_at"), _held(PageComment.objects.order_by(), "submit_date")],
        Wait.REPAIRED: [_repaired()],
        Wait.APPEALED: [_columns(Appeal.objects.open().order_by(), Wait.APPEALED, F("created_at"))],
    }
    found = [part for wait, rows in parts.items() if not choice.wait or wait == choice.wait for part in rows]
    if choice.reason:
        found = found[:1] if choice.wait in {"", Wait.REPORTED} else [part.none() for part in found]
    if choice.kind:
        wanted = ContentType.objects.get_for_model(ADAPTERS[choice.kind].model).pk
        found = [part.filter(of_type=wanted) for part in found]
    return [part.filter(due__lte=now) for part in found] if choice.late else found


def _reported(choice: Choice) -> Any:
    repaired = Repair.objects.repaired().filter(content_type=OuterRef("content_type"), object_id=OuterRef("object_id"))
    rows = Flag.objects.open().exclude(Exists(repaired)).order_by()
    if choice.reason:
        rows = rows.filter(reason=choice.reason)
    grouped = rows.values(of_type=F("content_type_id"), of_pk=F("object_id"))
    since = Min("created_at")
    return grouped.annotate(**_more(Wait.REPORTED, since), total=Count("pk")).values(*COLUMNS)


def _held(rows: "QuerySet[Any]", moment: str) -> Any:
    held = rows.filter(state=ContributionState.HELD)
    of_type = Value(ContentType.objects.get_for_model(rows.model).pk, output_field=IntegerField())
    return held.annotate(
        of_type=of_type, of_pk=F("pk"), **_more(Wait.HELD, F(moment)), total=Value(0, output_field=IntegerField())
    ).values(*COLUMNS)


def _repaired() -> Any:
    return _columns(Repair.objects.repaired().order_by(), Wait.REPAIRED, F("repaired_at"))


def _columns(rows: "QuerySet[Any]", wait: Wait, since: Any) -> Any:
    return rows.annotate(
        of_type=F("content_type_id"),
        of_pk=F("object_id"),
        **_more(wait, since),
        total=Value(0, output_field=IntegerField()),
    ).values(*COLUMNS)


def _more(wait: Wait, since: Any) -> dict[str, Any]:
    term = timedelta(hours=settings.QUEUE_HOURS[wait])
    return {
        "wait": Value(wait.value, output_field=CharField()),
        "since": since,
        "due": ExpressionWrapper(since + Value(term), output_field=DateTimeField()),
    }


def _entries(rows: list[dict[str, Any]], now: datetime) -> list[Entry]:
    known = types()
    keys: dict[str, list[int]] = {}
    for row in rows:
        keys.setdefault(known[row["of_type"]], []).append(row["of_pk"])
    cases = {kind: ADAPTERS[kind].cases(numbers) for kind, numbers in keys.items()}
    reasons = _reasons(rows)
    return [
        Entry(
            case=case,
            wait=Wait(row["wait"]),
            reasons=tuple(reasons.get((row["of_type"], row["of_pk"]), ())),
            total=row["total"],
            due=row["due"],
            late_by=timesince(row["due"], now, depth=1) if row["due"] <= now else "",
        )
        for row in rows
        if (case := cases[known[row["of_type"]]].get(row["of_pk"])) is not None
    ]


def _reasons(rows: Iterable[dict[str, Any]]) -> dict[tuple[int, int], list[str]]:
    pks = {row["of_pk"] for row in rows}
    found: dict[tuple[int, int], list[str]] = {}
    flags = Flag.objects.open().filter(object_id__in=pks)
    for of_type, of_pk, reason in flags.values_list("content_type_id", "object_id", "reason"):
        words = found.setdefault((of_type, of_pk), [])
        label = str(Reason(reason).label)
        if label not in words:
            words.append(label)
    return found
