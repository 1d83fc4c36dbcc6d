"""Workbooks that people upload, read as the text of a table: cells only, never formulas or links."""

import csv
import io
import zipfile
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

MOST_UNPACKED = 50_000_000
MOST_PARTS = 500


class NoWorkbook(Exception):
    """The file is no workbook that can be read."""


def is_workbook(content: bytes) -> bool:
    """Return whether the file begins as a workbook does."""
    return content.startswith(b"PK\x03\x04")


def as_text(content: bytes) -> str:
    """Return the first sheet as CSV; of a formula, the value it had when it was saved.

    Raises:
        NoWorkbook: it is broken, or grows beyond what a table can be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            inside = parts.infolist()
            if len(inside) > MOST_PARTS or sum(part.file_size for part in inside) > MOST_UNPACKED:
                raise NoWorkbook
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    # openpyxl raises many kinds for a broken file; each means the same.
    except NoWorkbook:
        raise
    except Exception as error:
        raise NoWorkbook from error
    target = io.StringIO()
    table = csv.writer(target)
    sheet: Any = book.worksheets[0]
    for row in sheet.iter_rows(values_only=True):
        table.writerow([_cell(value) for value in row])
    book.close()
    return target.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
