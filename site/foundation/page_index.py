"""Wagtail's index of pages in the database, where who saves one page never waits for the entry of another.

After each save Wagtail weighs the title anew in every entry that still has the weight of a new one. Two people who
save two pages at one moment can each hold the entry that the other wants: PostgreSQL then ends one of the two, and her
page is not saved. Here each weighs her own entries only; `update_index` still weighs all.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Avg, F
from django.db.models.functions import Length
from modelsearch.backends import database
from modelsearch.utils import get_content_type_pk


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  # the name that Wagtail asks for
    """Return Wagtail's backend for the database that is used, on PostgreSQL with an index that keeps to its own."""
    backend = database.SearchBackend(params)
    if connection.vendor == "postgresql":
        backend.index_class = type("OwnEntries", (OwnEntries, backend.index_class), {})
    return backend


class OwnEntries:
    """Keeps a save to the entries of what is saved; goes before Wagtail's own class, which needs PostgreSQL to load."""

    entries: Any
    _saved: Any = None

    def add_items(self, model: type, objs: Iterable[Any]) -> None:
        """Write the entries of some objects."""
        rows = list(objs)
        keys = [str(row.pk) for row in rows]
        self._saved = self.entries.filter(content_type_id=get_content_type_pk(model), object_id__in=keys)
        super().add_items(model, rows)  # type: ignore[misc]  # Wagtail's class follows

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full or self._saved is None:
            super()._refresh_title_norms(full=full)  # type: ignore[misc]  # the same
            return
        told = self.entries.annotate(words=Length("title")).filter(words__gt=0)
        usual = told.aggregate(usual=Avg("words"))["usual"]
        own = self._saved.annotate(words=Length("title")).filter(words__gt=0)
        if usual:
            own.update(title_norm=usual / F("words"))
