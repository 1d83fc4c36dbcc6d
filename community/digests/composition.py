"""Choosing what one member's digest says, with a reason for each item."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.digests.enums import FollowKind
from community.digests.models import Follow, Preference, Told
from community.digests.sources import Item, Section, collect_all
from community.following import display as following
from community.following.enums import Level
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term

LOOK_BACK = timedelta(days=35)
FIRST_LOOK_BACK = timedelta(days=7)
MOST_A_SECTION = 5
# The word in an item's key for what is followed.
ITEMS = {"thread": "thread", "page": "comments"}


@dataclass(frozen=True)
class Entry:
    """An item with why this member gets it."""

    item: Item
    reasons: tuple[str, ...]
    new_replies: int = 0


@dataclass(frozen=True)
class Digest:
    """What a digest says: entries by section, in order, and the themes that were asked for."""

    sections: dict[Section, list[Entry]]
    themes: tuple[str, ...]

    @property
    def entries(self) -> list[Entry]:
        """All entries, section after section."""
        return [entry for entries in self.sections.values() for entry in entries]


def compose_for(preference: Preference, *, language: str, now: datetime) -> Digest:
    """Return what is new for a member since she was last told; without entries when nothing is.

    What was told is remembered item by item, not by a cut in time, so that a post which became visible late
    is told in the next digest and none is told twice. MOST_A_SECTION leaves the rest for the next digest.
    """
    themes = followed(preference.member_id)
    since = max(now - LOOK_BACK, preference.started_at - FIRST_LOOK_BACK)
    chosen, muted = _places(preference.member_id)
    told = dict(Told.objects.filter(member=preference.member_id).values_list("key", "stamp"))
    sections: dict[Section, list[Entry]] = {section: [] for section in Section}
    for item in collect_all(language=language, since=since, now=now):
        before = told.get(item.key)
        reasons = tuple(label for slug, label in themes.items() if slug in item.themes)
        places = item.about | {item.key}
        if not places.isdisjoint(chosen):
            reasons = (_("this discussion"), *reasons)
        if not reasons or not places.isdisjoint(muted) or (before is not None and before >= item.stamp):
            continue
        fresh = sum(1 for stamp in item.replies if before is None or stamp > before)
        if len(sections[item.section]) < MOST_A_SECTION:
            sections[item.section].append(Entry(item, reasons, fresh))
    kept = {section: entries for section, entries in sections.items() if entries}
    return Digest(sections=kept, themes=tuple(themes.values()))


def _places(member_id: int) -> tuple[set[str], set[str]]:
    """Return the items that stand for the threads and pages a member follows, and for those she muted; one query."""
    chosen: set[str] = set()
    muted: set[str] = set()
    for kind, pk, level in following.choices_of(member_id):
        (muted if level == Level.MUTED else chosen).add(f"{ITEMS[kind]}:{pk}")
    return chosen, muted


def followed(member_id: int) -> dict[str, str]:
    """Return the themes a member follows, label by slug."""
    slugs = Follow.objects.filter(member=member_id, kind=FollowKind.THEME).values("key")
    return {term.slug: term.label for term in Term.objects.of(Vocabulary.THEMES).filter(slug__in=slugs)}
