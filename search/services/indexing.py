"""Keeping the search table true: one thing after a change, or everything anew."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from search import engines
from search.enums import Kind
from search.folding import fold
from search.models import Entry
from search.sources import SOURCES, Text

BATCH = 200


@transaction.atomic
def refresh(*, kind: Kind, pk: int) -> None:
    """Bring the entries of one thing up to date; a thing that may no longer be found loses its entry."""
    source = SOURCES[kind]
    rows = list(source.rows().filter(pk=pk))  # type: ignore[attr-defined]  # every source gives a queryset
    if rows:
        _write(source.read(row) for row in rows)
    else:
        forget(kind=kind, pk=pk)


@transaction.atomic
def forget(*, kind: Kind, pk: int) -> None:
    """Take out the entry of a row that is gone or may no longer be found."""
    _remove(Entry.objects.filter(kind=kind, source_pk=pk))


@transaction.atomic
def rebuild() -> int:
    """Write every entry anew, take out what is left over, return the count. Readers see the old or the new state."""
    kept: set[int] = set()
    for source in SOURCES.values():
        for rows in _batches(source.rows()):
            kept |= _write(source.read(row) for row in rows)
    _remove(Entry.objects.exclude(pk__in=kept))
    return len(kept)


def _batches(rows: Iterable[object]) -> Iterator[list[object]]:
    walk = iter(rows)
    while batch := list(islice(walk, BATCH)):
        yield batch


def _write(texts: Iterable[Text]) -> set[int]:
    ids = set()
    for text in texts:
        entry, _made = Entry.objects.update_or_create(
            thing=text.thing,
            language=text.language,
            defaults={
                "kind": text.kind,
                "source_pk": text.source_pk,
                "audience": text.audience,
                "title": text.title,
                "body": text.body,
                "place": text.place,
                "path": text.path,
                "themes": text.themes,
                "folded_title": fold(text.title),
                "folded_body": fold(f"{text.body} {text.keywords}"),
                "stamp": text.stamp,
            },
        )
        ids.add(entry.pk)
    engines.current().index(ids)
    return ids


def _remove(entries: QuerySet[Entry]) -> None:
    ids = list(entries.values_list("pk", flat=True))
    engines.current().forget(ids)
    Entry.objects.filter(pk__in=ids).delete()
