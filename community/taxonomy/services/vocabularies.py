"""Loading the vocabularies that the founding report gives."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from community.taxonomy.models import Term

SOURCE = Path(__file__).resolve().parents[1] / "fixtures" / "vocabularies.json"


@transaction.atomic
def load(*, source: Path = SOURCE) -> int:
    """Write every term of `source` that is new or differs, and return how many there are. Repeatable."""
    known = {(term.vocabulary, term.slug): term for term in Term.objects.all()}
    count = 0
    for vocabulary in json.loads(source.read_text(encoding="utf-8"))["vocabularies"]:
        for position, row in enumerate(vocabulary["terms"]):
            _write(vocabulary["name"], position, row, known)
            count += 1
    return count


def _write(vocabulary: str, position: int, row: dict[str, Any], known: dict[tuple[str, str], Term]) -> None:
    parent = known[vocabulary, row["parent"]] if row.get("parent") else None
    values = {f"label_{language}": label for language, label in row["labels"].items()} | {
        "parent_id": parent.pk if parent else None,
        "position": position,
        "depth": row.get("depth") or "",
        "definitions": row.get("definitions") or {},
        "source_lines": row.get("source_lines") or [],
    }
    term = known.setdefault((vocabulary, row["slug"]), Term(vocabulary=vocabulary, slug=row["slug"]))
    if term.pk is None or any(getattr(term, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(term, name, value)
        term.save()
