"""FTS5, for the embedded default. It has no stemmers: a word is found by its beginning."""

from collections.abc import Iterable

from django.db import connection

from search.engines.base import FEW, MOST_RANKED, Hit
from search.folding import stem, words


class SQLiteEngine:
    """Keeps a full-text table `search_text` beside the search table, row for row."""

    def index(self, entry_ids: Iterable[int]) -> None:
        """Copy the folded text of the rows into the full-text table."""
        ids = list(entry_ids)
        self.forget(ids)
        with connection.cursor() as cursor:
            for entry_id in ids:
                cursor.execute(
                    "INSERT INTO search_text(rowid, title, body) "
                    "SELECT id, folded_title, folded_body FROM search_entry WHERE id = %s",
                    [entry_id],
                )

    def forget(self, entry_ids: Iterable[int]) -> None:
        """Take the rows out of the full-text table."""
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_text WHERE rowid = %s", [(entry_id,) for entry_id in entry_ids])

    def find(self, asked: str, *, audiences: list[str]) -> list[Hit]:
        """Return the rows that hold a word beginning like each word asked."""
        terms = words(asked)
        if not terms:
            return []
        query = " AND ".join(f'"{stem(term)}"*' for term in terms)
        marks = ", ".join(["%s"] * len(audiences))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.id, -bm25(search_text, 4.0, 1.0) AS rank FROM search_text "  # noqa: S608  # marks only
                f"JOIN search_entry e ON e.id = search_text.rowid WHERE search_text MATCH %s "
                f"AND e.audience IN ({marks}) ORDER BY rank DESC LIMIT %s",
                [query, *audiences, MOST_RANKED],
            )
            return [Hit(entry_id, rank) for entry_id, rank in cursor.fetchall()]

    def find_any(self, terms: list[str], *, audiences: list[str], kinds: list[str]) -> list[Hit]:
        """Return the rows that hold a word beginning like any of the terms."""
        query = " OR ".join(f'"{stem(term)}"*' for term in terms)
        places, sorts = ", ".join(["%s"] * len(audiences)), ", ".join(["%s"] * len(kinds))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.id, -bm25(search_text, 4.0, 1.0) AS rank FROM search_text "  # noqa: S608  # marks only
                f"JOIN search_entry e ON e.id = search_text.rowid WHERE search_text MATCH %s "
                f"AND e.audience IN ({places}) AND e.kind IN ({sorts}) ORDER BY rank DESC LIMIT %s",
                [query, *audiences, *kinds, FEW],
            )
            return [Hit(entry_id, rank) for entry_id, rank in cursor.fetchall()]
