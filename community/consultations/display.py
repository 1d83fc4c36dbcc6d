"""What the pages of consultations show to one reader, in a number of queries that does not depend on their length."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.consultations import comparing, times
from community.consultations.enums import MOVES, WAY, State, Uptake
from community.consultations.models import Consultation, Paragraph, Statement, Version
from community.consultations.permissions import (
    can_comment_consultation,
    can_edit_consultation,
    can_remove_statement,
)
from community.groups.models import Group
from community.groups.querysets import is_overseer
from community.members.contributions import PER_PAGE, ContributionState, line_of, name_of
from community.members.disclosure import Reader

CONSULTATIONS_PER_PAGE = 20
LABELS = {
    State.DISCUSSION: gettext_lazy("Put it to discussion"),
    State.ADOPTED: gettext_lazy("Adopt the text"),
    State.SUBMITTED: gettext_lazy("Record that it was submitted"),
    State.ANSWERED: gettext_lazy("Record the answer"),
    State.WITHDRAWN: gettext_lazy("Withdraw it"),
}
SIGNS = {
    State.DRAFT: ("quiet", "pencil"),
    State.DISCUSSION: ("info", "chat"),
    State.ADOPTED: ("ok", "check-lg"),
    State.SUBMITTED: ("waiting", "hourglass-split"),
    State.ANSWERED: ("ok", "check-circle"),
    State.WITHDRAWN: ("quiet", "x-circle"),
}
UPTAKE_SIGNS = {Uptake.TAKEN: ("ok", "check-lg"), Uptake.PARTLY: ("waiting", "check-lg"), Uptake.NOT: ("error", "x-lg")}


@dataclass(frozen=True)
class Row:
    """One consultation of a list."""

    consultation: Consultation
    status: tuple[str, str, str]
    closes_at: datetime
    place: str


def status(row: Consultation, *, now: datetime) -> tuple[str, str, str]:
    """Return kind, icon and words of a consultation's status label."""
    if row.state == State.DISCUSSION and not row.takes_statements(now=now):
        return "waiting", "clock", _("Closed for statements")
    return (*SIGNS[State(row.state)], str(row.get_state_display()))


def listing(user: Any, state: str, page: str | None, *, now: datetime) -> dict[str, Any]:
    """Return a page of the consultations a reader may open. state: one of State, or empty for all."""
    rows = Consultation.objects.readable(user).for_listing()
    chosen = state if state in State.values else ""
    page_obj = Paginator(rows.in_state(State(chosen)) if chosen else rows, CONSULTATIONS_PER_PAGE).get_page(page)
    return {
        "page_obj": page_obj,
        "rows": [Row(row, status(row, now=now), row.closes_at, times.place(row.zone)) for row in page_obj],
        "chosen": chosen,
        "states": State.choices[1:],
        "can_open": is_overseer(user) or Group.objects.managed_by(user).unarchived().exists(),
    }


@dataclass(frozen=True)
class Said:
    """A statement as one reader sees it. kind: of the organisation she writes for or works at, as far as it shows."""

    statement: Statement
    name: str
    line: str
    kind: str
    html: str
    is_own: bool
    can_flag: bool
    can_remove: bool
    may_moderate: bool
    can_respond: bool
    uptake: tuple[str, str, str] | None

    @property
    def initial(self) -> str:
        """The letter in the round mark."""
        return self.name[:1].upper()


def said(rows: Iterable[Statement], consultation: Consultation, user: Any, *, can_edit: bool) -> list[Said]:
    """Return statements, fetched `for_listing`, as a reader sees them."""
    reader, oversees = Reader(user), is_overseer(user)
    signed_in = bool(user.is_authenticated and user.is_active)
    return [
        Said(
            statement=row,
            name=name_of(row.author),
            line=line_of(row.author, reader),
            kind=kind_of(row, reader),
            html=row.html if row.is_published or (oversees and row.state == ContributionState.HIDDEN) else "",
            is_own=signed_in and row.author_id == user.pk,
            can_flag=signed_in and row.is_published and row.author_id != user.pk,
            can_remove=can_remove_statement(user, row),
            may_moderate=oversees,
            can_respond=can_edit and row.is_published and consultation.takes_responses,
            uptake=uptake_of(row),
        )
        for row in rows
    ]


def kind_of(row: Statement, reader: Reader) -> str:
    """Return which kind of organisation a statement comes from; empty where none is named to this reader."""
    if row.speaks_for is not None:
        return str(row.speaks_for.kind.label)
    profile = getattr(row.author, "profile", None)
    if profile is None or profile.organisation is None or not reader.sees(profile, "organisation"):
        return ""
    return str(profile.organisation.kind.label)


def uptake_of(row: Statement) -> tuple[str, str, str] | None:
    """Return kind, icon and words of what became of a statement; None as long as nobody said."""
    response = getattr(row, "response", None)
    return (*UPTAKE_SIGNS[Uptake(response.uptake)], str(response.get_uptake_display())) if response else None


def reading(row: Consultation, user: Any, query: Any, *, now: datetime) -> dict[str, Any]:
    """Return what the page of a consultation shows. query: `page` and `paragraph` of the address."""
    can_edit = can_edit_consultation(user, row)
    paragraphs = list(counted(row))
    number = chosen_number(query.get("paragraph"), paragraphs)
    rows = row.statements.for_listing()
    page_obj = Paginator(rows.filter(paragraph__number=number) if number else rows, PER_PAGE).get_page(
        query.get("page")
    )
    return {
        "consultation": row,
        "status": status(row, now=now),
        "steps": steps(row),
        "closes_at": row.closes_at,
        "zone_place": times.place(row.zone),
        "is_open": row.takes_statements(now=now),
        "paragraphs": paragraphs,
        "number": number,
        "page_obj": page_obj,
        "entries": said(page_obj.object_list, row, user, can_edit=can_edit),
        "tally": row.statements.tally(),
        "log": [(move, name_of(move.by)) for move in row.moves.select_related("by")],
        "facilitators": list(row.facilitators.all()),
        "can_edit": can_edit,
        "can_comment": can_comment_consultation(user, row, now=now),
        "moves": moves(row) if can_edit else [],
    }


def counted(row: Consultation) -> Any:
    """Return the paragraphs of a consultation, each with the number of its readable statements."""
    shown = Q(statements__state=ContributionState.PUBLISHED)
    return row.paragraphs.annotate(statement_count=Count("statements", filter=shown)).order_by("number")


def chosen_number(asked: Any, paragraphs: list[Paragraph]) -> int | None:
    """Return the number of a paragraph that an address names, None for any other word."""
    known = {str(paragraph.number): paragraph.number for paragraph in paragraphs}
    return known.get(str(asked or ""))


def steps(row: Consultation) -> list[dict[str, Any]]:
    """Return the way of a proposal with how far it has come; withdrawn, it has come nowhere further."""
    reached = WAY.index(State(row.state)) if row.state in WAY else -1
    words = ("done", "current", "todo")
    return [{"title": state.label, "state": words[(at > reached) - (at < reached) + 1]} for at, state in enumerate(WAY)]


def moves(row: Consultation) -> list[dict[str, Any]]:
    """Return the steps that can be taken from where it stands."""
    return [
        {
            "to": to.value,
            "label": LABELS[to],
            "url": reverse("consultations:move", args=[row.slug, to.value]),
        }
        for to in MOVES[row.state]
    ]


def page_of(statement: Statement) -> int:
    """Return the number of the page that a statement stands on."""
    earlier = Q(created_at__lt=statement.created_at) | Q(created_at=statement.created_at, pk__lt=statement.pk)
    before = Statement.objects.filter(earlier, consultation=statement.consultation_id).count()
    return before // PER_PAGE + 1


def wordings(paragraph: Paragraph) -> list[tuple[Version, str, list[comparing.Piece]]]:
    """Return every wording of a paragraph, the present one first, with who wrote it and what it changed."""
    rows = list(paragraph.versions.select_related("by"))
    texts = [row.text for row in rows]
    return [
        (row, name_of(row.by) if row.number > 1 else "", comparing.pieces(texts[at - 1] if at else row.text, row.text))
        for at, row in enumerate(rows)
    ][::-1]


def table(row: Consultation, user: Any) -> tuple[list[Any], list[list[Any]]]:
    """Return header and rows of the table of responses, to take along."""
    reader = Reader(user)
    header = [_("Number"), _("On"), _("Wording"), _("Statement"), _("By"), _("For"), _("Kind of organisation")]
    header += [_("Written"), _("What became of it"), _("Why")]
    rows = []
    for place, each in enumerate(row.statements.for_listing(), 1):
        response = getattr(each, "response", None)
        rows.append(
            [
                place,
                each.paragraph.number if each.paragraph else _("the whole text"),
                each.version if each.paragraph else "",
                each.text if each.is_published else each.get_state_display(),
                name_of(each.author),
                each.speaks_for or "",
                kind_of(each, reader),
                f"{each.created_at:%Y-%m-%d}",
                response.get_uptake_display() if response else _("Not yet"),
                response.why if response else "",
            ]
        )
    return header, rows
