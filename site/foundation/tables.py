"""Tables that people open in a spreadsheet: as CSV and XLSX, every cell taken for words."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

# What a spreadsheet takes for a formula when a cell begins with it (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
Rows = Iterable[Sequence[Any]]


def plain(value: Any) -> str:
    """Return a cell that a spreadsheet takes for words."""
    text = "" if value is None else str(value)
    words = " ".join(text.split()) if text[:1] not in {"\t", "\r"} else text.strip()
    return f"'{words}" if words.startswith(FORMULA) else words


def as_csv(header: Sequence[Any], rows: Rows) -> str:
    """Return a table as CSV, with a mark by which spreadsheets read letters beyond English rightly."""
    target = io.StringIO()
    target.write("\ufeff")
    table = csv.writer(target)
    table.writerow([plain(cell) for cell in header])
    for row in rows:
        table.writerow([plain(cell) for cell in row])
    return target.getvalue()


def as_xlsx(title: str, header: Sequence[Any], rows: Rows) -> bytes:
    """Return a table as a workbook of one sheet; no cell is a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for row in (header, *rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=plain(value))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
