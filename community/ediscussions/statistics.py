"""Who took part in a discussion: participants, countries, kinds of organisation, origin and residence.

Counted over the authors of readable replies in all rooms. What a profile does not say is counted as not known. Cells
below five people are never shown: community/ediscussions/suppression.py.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from community.ediscussions import suppression
from community.ediscussions.display import replies_of
from community.ediscussions.models import EDiscussion
from community.members.models import Profile
from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of
from community.territories.models import Corridor, Country, Territory

# Countries, and territories, that stand at one end of a corridor.
Ends = tuple[set[int | None], set[int | None]]
BAR = 360.0
ROW = 34


@dataclass(frozen=True)
class Line:
    """One cell of a table and its bar. share: per cent of all participants; width, y: where the bar is drawn."""

    label: str
    total: int
    share: int
    width: float
    y: int
    is_rest: bool = False

    @property
    def baseline(self) -> int:
        """Where the number beside the bar stands."""
        return self.y + 16


@dataclass(frozen=True)
class Table:
    """One question that is asked of the participants."""

    key: str
    title: str
    lines: list[Line]

    @property
    def height(self) -> int:
        """Height of the picture."""
        return ROW * len(self.lines) + 4


@dataclass(frozen=True)
class Counted:
    """What may be told of who took part. participants: None where there are too few to be counted."""

    participants: int | None
    posts: int
    tables: list[Table]

    @property
    def least(self) -> int:
        """Fewer people than this are never shown as a number."""
        return suppression.LEAST


def of(discussion: EDiscussion) -> Counted:
    """Return the statistics of a discussion, in a number of queries that does not grow with it."""
    replies = replies_of(discussion)
    people = list(replies.filter(author__isnull=False).order_by().values_list("author", flat=True).distinct())
    if len(people) < suppression.LEAST:
        return Counted(None, replies.count(), [])
    rows = Profile.objects.filter(user__in=people).select_related("organisation")
    profiles = list(rows.values_list("user", "territory", "organisation__territory", "organisation__kind__slug"))
    countries, sides = _places({place for _user, own, other, _kind in profiles if (place := own or other)})
    kinds, unknown = labels_of(Vocabulary.ACTOR_KINDS), _("Not known")
    by_country: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    by_side: Counter[str] = Counter()
    for _user, own, other, kind in profiles:
        place = own or other
        by_country[countries.get(place, unknown)] += 1
        by_kind[kinds.get(kind, unknown) if kind else unknown] += 1
        by_side[sides.get(place, unknown)] += 1
    lost = len(people) - len(profiles)
    for counter in (by_country, by_kind, by_side):
        counter[unknown] += lost
    asked = [
        ("countries", _("Countries"), by_country),
        ("kinds", _("Kinds of organisation"), by_kind),
        ("sides", _("Origin and residence"), by_side),
    ]
    tables = [_table(key, title, counter.items(), len(people)) for key, title, counter in asked]
    return Counted(len(people), replies.count(), tables)


def _places(territories: set[int]) -> tuple[dict[int | None, str], dict[int | None, str]]:
    """Return, by territory, the country it lies in and whether people come from there, live there, or both."""
    lies = Territory.countries.through.objects.filter(territory__in=territories).order_by("country__name_en")
    by_territory: dict[int, list[int]] = {}
    for territory, country in lies.values_list("territory", "country"):
        by_territory.setdefault(territory, []).append(country)
    names = {row.pk: row.name for row in Country.objects.filter(territories__in=territories).distinct()}
    ends = list(Corridor.objects.values_list("origin", "origin_territory", "residence", "residence_territory"))
    origin: Ends = ({end[0] for end in ends}, {end[1] for end in ends})
    residence: Ends = ({end[2] for end in ends}, {end[3] for end in ends})
    countries: dict[int | None, str] = {}
    sides: dict[int | None, str] = {}
    for territory in territories:
        own = by_territory.get(territory, [])
        # A territory of several countries is counted once, in the first by name.
        countries[territory] = names[own[0]] if own else _("Not known")
        sides[territory] = _side(_is_end(territory, own, origin), _is_end(territory, own, residence))
    return countries, sides


def _is_end(territory: int, countries: list[int], ends: Ends) -> bool:
    return territory in ends[1] or not ends[0].isdisjoint(countries)


def _side(is_origin: bool, is_residence: bool) -> str:
    if is_origin and is_residence:
        return _("Both origin and residence")
    if is_origin:
        return _("Territories of origin")
    return _("Territories of residence") if is_residence else _("Not known")


def _table(key: str, title: str, cells: Iterable[tuple[str, int]], people: int) -> Table:
    told = suppression.safe(cells)
    if not told.shown:
        # Everybody in one line would say nothing but the number of all.
        return Table(key, title, [])
    rows = [(label, total, False) for label, total in told.shown]
    if told.hidden:
        rows.append((_("All others, in groups too small to show"), told.hidden, True))
    most = max((total for _label, total, _rest in rows), default=1)
    return Table(
        key,
        title,
        [
            Line(label, total, round(100 * total / people), round(BAR * total / most, 1), ROW * at + 4, rest)
            for at, (label, total, rest) in enumerate(rows)
        ],
    )


def as_rows(counted: Counted) -> tuple[list[str], Iterator[list[Any]]]:
    """Return header and rows of all tables, for a spreadsheet."""
    header = [_("Table"), _("Group"), _("Participants"), _("Per cent")]

    def lines() -> Iterator[list[Any]]:
        all_words = counted.participants if counted.participants is not None else _("fewer than five")
        yield [_("All"), _("Participants"), all_words, ""]
        yield [_("All"), _("Posts"), counted.posts, ""]
        for table in counted.tables:
            for line in table.lines:
                yield [table.title, line.label, line.total, line.share]

    return header, lines()
