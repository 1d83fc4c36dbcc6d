"""Lists from a spreadsheet: read, tried out, and written whole or not at all.

An importer names its columns and writes one row. Trying out is the same work, rolled back: what it shows is what
happens.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation import workbooks

MOST_BYTES = 1_000_000
MOST_ROWS = 5_000
Cells = dict[str, str]


class Unreadable(Exception):
    """The text is no table that can be imported; says why."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell or row. row: as a spreadsheet numbers it, the header is 1; 0 is the whole table."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Outcome:
    """What became of a row: "created", "changed" (with the columns) or "unchanged"."""

    row: int
    name: str
    state: str
    columns: list[str] = field(default_factory=list)


@dataclass
class Report:
    """What an import did, or would do."""

    problems: list[Problem] = field(default_factory=list)
    # What a person should look at; it stops nothing.
    remarks: list[Problem] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def count(self, state: str) -> int:
        """Return how many rows ended in a state."""
        return sum(outcome.state == state for outcome in self.outcomes)


@dataclass(frozen=True)
class Column:
    """One column: its name in the header, how a cell becomes a value, and an example for the template.

    `convert` gets the stripped cell and raises ValidationError; `many` marks a set of related rows.
    """

    name: str
    convert: Callable[[str], Any]
    example: str = ""
    required: bool = False
    many: bool = False
    attribute: str = ""

    @property
    def target(self) -> str:
        """The attribute of the object that the column fills."""
        return self.attribute or self.name


class Importer:
    """What one kind of list needs. Subclasses fetch what they look things up in when they are made."""

    columns: list[Column]

    def find(self, external_id: str) -> Any:
        """Return the object with this id, or a new one that is not saved."""
        raise NotImplementedError

    def check(self, thing: Any) -> None:
        """Raise ValidationError, by field, when the object cannot be kept as it is now."""
        raise NotImplementedError

    def remark(self, thing: Any) -> str:
        """Say what a person should look at before the row is kept, as a suspected duplicate; empty for nothing."""
        return ""

    def write(self, thing: Any, sets: dict[str, list[Any]]) -> None:
        """Save the object and the sets that changed."""
        raise NotImplementedError


def decode(content: bytes) -> str:
    """Return an uploaded table, CSV or the first sheet of a workbook, as text.

    Raises:
        Unreadable: it is too large, a broken workbook, or not UTF-8.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The table is larger than 1 MB. Send it in parts."))
    if workbooks.is_workbook(content):
        try:
            return workbooks.as_text(content)
        except workbooks.NoWorkbook:
            raise Unreadable(_("This workbook cannot be read. Save it as XLSX or as “CSV UTF-8”.")) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(_("The table is not in UTF-8. Save it as “CSV UTF-8” and send it again.")) from None


def read(text: str, columns: Iterable[Column]) -> list[Cells]:
    """Return the rows of a table, by column; separated by commas or semicolons.

    Raises:
        Unreadable: the header lacks a column, has one twice or one that is not known; or there are too many rows.
    """
    if len(text.encode()) > MOST_BYTES:
        raise Unreadable(_("The table is larger than 1 MB. Send it in parts."))
    if "\x00" in text:
        raise Unreadable(_("The table holds signs that are no text. Save it as “CSV UTF-8” and send it again."))
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    first = plain.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        raise Unreadable(_("The table is broken: a quotation mark is missing somewhere.")) from None
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    _check_header(header, list(columns))
    if len(rows) - 1 > MOST_ROWS:
        raise Unreadable(_("The table has more than 5,000 rows. Send it in parts."))
    return [_cells(header, row, number) for number, row in enumerate(rows[1:], start=2)]


def _check_header(header: list[str], columns: list[Column]) -> None:
    known = {column.name for column in columns}
    unknown = [name or "–" for name in header if name not in known]
    if unknown:
        raise Unreadable(_("These columns are not known: %(columns)s.") % {"columns": ", ".join(unknown)})
    twice = [name for name, times in Counter(header).items() if times > 1]
    if twice:
        raise Unreadable(_("These columns are there twice: %(columns)s.") % {"columns": ", ".join(twice)})
    missing = [column.name for column in columns if column.required and column.name not in header]
    if missing:
        raise Unreadable(_("These columns are missing: %(columns)s.") % {"columns": ", ".join(missing)})


def _cells(header: list[str], row: list[str], number: int) -> Cells:
    if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
        raise Unreadable(_("Row %(row)s has more cells than the header.") % {"row": number})
    return {name: cell.strip() for name, cell in zip(header, row, strict=False)}


def run(text: str, make: Callable[[], Importer], columns: list[Column], *, dry_run: bool) -> Report:
    """Write a table, all of it or nothing; or try it out.

    A column that the table lacks stays as it is; an empty cell empties the value. Whatever a cell begins with, it is
    text.

    Args:
        text: the table, with a header.
        make: makes the importer, within the transaction.
        columns: the importer's columns.
        dry_run: undo everything at the end.
    """
    report = Report()
    try:
        rows = read(text, columns)
    except Unreadable as error:
        report.problems.append(Problem(0, "", str(error)))
        return report
    try:
        with transaction.atomic():
            _write_all(rows, make(), report)
            if dry_run or report.problems:
                transaction.set_rollback(True)
    except IntegrityError:
        report.problems.append(Problem(0, "", _("Somebody changed the same rows meanwhile. Try it again.")))
    return report


def _write_all(rows: list[Cells], importer: Importer, report: Report) -> None:
    seen: dict[str, int] = {}
    for number, cells in enumerate(rows, start=2):
        if not any(cells.values()):
            continue
        external_id = cells.get("external_id", "")
        if external_id and external_id in seen:
            words = _("Row %(row)s has the same id.") % {"row": seen[external_id]}
            report.problems.append(Problem(number, "external_id", words))
            continue
        seen[external_id] = number
        _write_row(number, cells, importer, report)


def _write_row(number: int, cells: Cells, importer: Importer, report: Report) -> None:
    values, problems = _converted(number, cells, importer.columns)
    if problems:
        report.problems += problems
        return
    thing = importer.find(cells["external_id"])
    changed = [column for column in importer.columns if column.name in values and _differs(thing, column, values)]
    if thing.pk is not None and not changed:
        report.outcomes.append(Outcome(number, str(thing), "unchanged"))
        return
    state = "changed" if thing.pk is not None else "created"
    for column in changed:
        if not column.many:
            setattr(thing, column.target, values[column.name])
    try:
        importer.check(thing)
    except ValidationError as error:
        report.problems += _problems(number, error, importer.columns)
        return
    if state == "created" and (remark := importer.remark(thing)):
        report.remarks.append(Problem(number, "", remark))
    importer.write(thing, {column.target: values[column.name] for column in changed if column.many})
    report.outcomes.append(Outcome(number, str(thing), state, [column.name for column in changed]))


def _converted(number: int, cells: Cells, columns: list[Column]) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems = []
    for column in columns:
        if column.name not in cells:
            continue
        if column.required and not cells[column.name]:
            problems.append(Problem(number, column.name, _("This cell is empty.")))
            continue
        try:
            values[column.name] = column.convert(cells[column.name])
        except ValidationError as error:
            problems += [Problem(number, column.name, message) for message in error.messages]
    return values, problems


def _differs(thing: Any, column: Column, values: dict[str, Any]) -> bool:
    new = values[column.name]
    if column.many:
        known = {one.pk for one in getattr(thing, column.target).all()} if thing.pk is not None else set()
        return known != {one.pk for one in new}
    return bool(getattr(thing, column.target, None) != new)


def _problems(number: int, error: ValidationError, columns: list[Column]) -> list[Problem]:
    names = {column.target: column.name for column in columns}
    if not hasattr(error, "error_dict"):
        return [Problem(number, "", message) for message in error.messages]
    return [
        Problem(number, "" if key == NON_FIELD_ERRORS else names.get(key, key), message)
        for key, messages in error.message_dict.items()
        for message in messages
    ]


def template(columns: Iterable[Column]) -> str:
    """Return a table with the header and one example row, as UTF-8 with a mark that spreadsheets understand."""
    out = io.StringIO()
    writer = csv.writer(out)
    shown = list(columns)
    writer.writerow([column.name for column in shown])
    writer.writerow([column.example for column in shown])
    return "\ufeff" + out.getvalue()


def text_of(most: int | None = None) -> Callable[[str], str]:
    """Return a converter for text of at most so many letters."""

    def convert(cell: str) -> str:
        if most is not None and len(cell) > most:
            raise ValidationError(_("At most %(most)s letters.") % {"most": most})
        return cell

    return convert


def whole_number(cell: str) -> int | None:
    """Return a whole number, or None for an empty cell."""
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit()) or len(cell) > 15:
        raise ValidationError(_("Write a whole number, without blanks."))
    return int(cell)


def names_in(cell: str) -> list[str]:
    """Return the parts of a cell that lists several things, separated by | or blanks."""
    return list(dict.fromkeys(part for part in cell.replace("|", " ").split() if part))
