"""tsvector, stemmed by each row's own language, for PostgreSQL."""

from collections.abc import Iterable

from django.db import connection

from search.engines.base import FEW, MOST_RANKED, Hit
from search.folding import words

CONFIGURATIONS = {"en": "english", "fr": "french", "es": "spanish", "ar": "arabic"}


class PostgreSQLEngine:
    """Keeps the column `vector` of the search table true; the text was folded before, so accents do not matter."""

    def index(self, entry_ids: Iterable[int]) -> None:
        """Compute the rows' vectors: title before text, stemmed by the row's language."""
        ids = list(entry_ids)
        configuration = (
            "(CASE language WHEN 'en' THEN 'english' WHEN 'fr' THEN 'french' WHEN 'es' THEN 'spanish' "
            "WHEN 'ar' THEN 'arabic' ELSE 'simple' END)::regconfig"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE search_entry SET vector = setweight(to_tsvector({configuration}, folded_title), 'A') || "  # noqa: S608  # constants only
                f"setweight(to_tsvector({configuration}, folded_body), 'C') WHERE id = ANY(%s)",
                [ids],
            )

    def forget(self, entry_ids: Iterable[int]) -> None:
        """Nothing to do: the vector goes with the row."""

    def find(self, asked: str, *, audiences: list[str]) -> list[Hit]:
        """Return the rows that hold every word asked, in any of the languages' stems.

        The candidates are bounded first, newest first, and only they are ranked.
        """
        folded = " ".join(words(asked))
        if not folded:
            return []
        either = " || ".join(f"plainto_tsquery('{name}', %s)" for name in [*CONFIGURATIONS.values(), "simple"])
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH asked AS (SELECT {either} AS query), "  # noqa: S608  # constants only
                "found AS (SELECT e.id, e.vector, asked.query FROM search_entry e, asked "
                "WHERE e.vector @@ asked.query AND e.audience = ANY(%s) ORDER BY e.stamp DESC LIMIT %s) "
                "SELECT id, ts_rank_cd(vector, query) AS rank FROM found ORDER BY rank DESC, id",
                [folded] * (len(CONFIGURATIONS) + 1) + [audiences, MOST_RANKED],
            )
            return [Hit(entry_id, rank) for entry_id, rank in cursor.fetchall()]

    def find_any(self, terms: list[str], *, audiences: list[str], kinds: list[str]) -> list[Hit]:
        """Return the rows that hold any of the terms, in any of the languages' stems, ranked when bounded."""
        asked = " OR ".join(f'"{term}"' for term in terms)
        # Without "simple": it has no stop words, and "with" would make everything alike.
        either = " || ".join(f"websearch_to_tsquery('{name}', %s)" for name in CONFIGURATIONS.values())
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH asked AS (SELECT {either} AS query), "  # noqa: S608  # constants only
                "found AS (SELECT e.id, e.vector, asked.query FROM search_entry e, asked "
                "WHERE e.vector @@ asked.query AND e.audience = ANY(%s) AND e.kind = ANY(%s) "
                "ORDER BY e.stamp DESC LIMIT %s) "
                "SELECT id, ts_rank(vector, query) AS rank FROM found ORDER BY rank DESC, id LIMIT %s",
                [asked] * len(CONFIGURATIONS) + [audiences, kinds, MOST_RANKED, FEW],
            )
            return [Hit(entry_id, rank) for entry_id, rank in cursor.fetchall()]
