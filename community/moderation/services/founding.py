"""The ready reasons that every Corridor begins with."""

import json
from pathlib import Path

from django.db import transaction

from community.moderation.models import CannedReply

SOURCE = Path(__file__).resolve().parents[1] / "fixtures" / "canned_replies.json"


@transaction.atomic
def load() -> None:
    """Write the ready reasons that are missing; what a facilitator changed is left alone."""
    for position, row in enumerate(json.loads(SOURCE.read_text(encoding="utf-8"))):
        words = {f"text_{code}": text for code, text in row["text"].items()}
        CannedReply.objects.get_or_create(slug=row["slug"], defaults={**words, "position": position})
