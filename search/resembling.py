"""What resembles a sentence: entries that share some of its words, for who is about to ask what was asked before."""

from typing import Any

from django.utils.translation import get_language

from community.discussions import similar
from community.discussions.similar import Similar
from search import engines
from search.enums import Kind
from search.folding import words
from search.models import Entry
from search.queries import audiences_of

KINDS = (Kind.STORY, Kind.THREAD)
# Shorter words are articles and prepositions in all four languages, as a rule.
SHORTEST_WORD, MOST_WORDS = 4, 12


def find(text: str, user: Any, most: int) -> list[Similar]:
    """Return threads and stories that share words with `text`, the closest first, each thing once.

    Args:
        text: a title as somebody types it.
        user: who asks; finds nothing that she may not open.
        most: how many at most.
    """
    telling = list(dict.fromkeys(word for word in words(text) if len(word) >= SHORTEST_WORD))[:MOST_WORDS]
    if not telling:
        return []
    hits = engines.current().find_any(telling, audiences=audiences_of(user), kinds=[kind.value for kind in KINDS])
    entries = Entry.objects.in_bulk([hit.entry_id for hit in hits])
    labels, reading = dict(Kind.choices), get_language() or "en"
    chosen: dict[str, Entry] = {}
    for hit in hits:
        entry = entries.get(hit.entry_id)
        if entry is not None and (entry.thing not in chosen or entry.language == reading):
            chosen[entry.thing] = entry
    return [
        Similar(entry.title, entry.path, labels[entry.kind], entry.language) for entry in list(chosen.values())[:most]
    ]


def join() -> None:
    """Tell the discussions how to look."""
    similar.register(find)
