"""The directory of people: who is in it for one reader, narrowed by filters that see no more than she does.

A filter on a part of a profile matches only where the reader may see that part; otherwise filtering would tell what a
member closed. The list, its counts and the map are read from the same rows.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from community.members.disclosure import PAGE, Reader
from community.members.enums import Audience, Direction
from community.members.models import Claim, MemberExpertise, Organisation, Profile, User
from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import terms_of
from community.territories.models import Territory

PER_PAGE = 20
# So many rows are not read to be counted; and so many are not named one by one in the next statement, which looks for a
# page of them among the next NEAR names instead.
MANY, CROWD, NEAR = 12_000, 2_000, 1_000
FACTS = ("pk", "place", "mentor", "expert")
BY_NAME, NEWEST = "name", "newest"
NAMES = ("name_en", "name_fr", "name_es", "name_ar")


def visible(reader: Reader) -> QuerySet[Profile]:
    """Profiles whose page the reader may open; who closed it, or whose account is closed, is not there for her."""
    return Profile.objects.filter(reader.may_see(PAGE)).exclude(user__in=User.objects.filter(is_active=False))


def listed(reader: Reader) -> QuerySet[Profile]:
    """Profiles in the directory; one's own too, once it is open to anybody."""
    return visible(reader).filter(page_audience__gt=Audience.NOBODY)


def branch(vocabulary: Vocabulary, slug: str) -> list[int]:
    """Return the ids of a term and of those below it."""
    return [term.pk for term in terms_of(vocabulary) if slug in term.branch]


def organisation_counts() -> dict[str, int]:
    """Return how many organisations stand under the tabs beside the people, in one query."""
    is_authority = Q(kind__in=branch(Vocabulary.ACTOR_KINDS, "local-authority"))
    return Organisation.objects.order_by().aggregate(
        authorities=Count("pk", filter=is_authority), partners=Count("pk", filter=~is_authority)
    )


def counts(reader: Reader) -> dict[str, int]:
    """Return the same, and how many people are listed for the reader, all in one query.

    A number of many thousands may be a minute old: counting them anew would cost more than the search itself.
    """
    key = f"directory:people:{reader.member_id}"
    if (known := cache.get(key)) is not None:
        return {**organisation_counts(), "people": known}
    is_authority = Q(kind__in=branch(Vocabulary.ACTOR_KINDS, "local-authority"))
    people = listed(reader).order_by().annotate(all=Value(1)).values("all").annotate(count=Count("pk")).values("count")
    found = Organisation.objects.order_by().aggregate(
        authorities=Count("pk", filter=is_authority),
        partners=Count("pk", filter=~is_authority),
        people=Max(Subquery(people)),
    )
    # Without any organisation there is no row to count the people beside.
    alone = listed(reader).count() if not found["authorities"] + found["partners"] else 0
    listed_people = found["people"] or alone
    if listed_people >= MANY:
        cache.set(key, listed_people, 60)
    return {**found, "people": listed_people}


@dataclass(frozen=True)
class Choice:
    """What the address asks for; an empty value asks for nothing. Subjects are "vocabulary/slug"."""

    q: str = ""
    offered: str = ""
    sought: str = ""
    theme: str = ""
    country: str = ""
    territory: str = ""
    level: str = ""
    kind: str = ""
    language: str = ""
    mentor: bool = False
    expert: bool = False
    verified: bool = False
    sort: str = BY_NAME


@dataclass(frozen=True)
class Found:
    """The rows that fit: how many there are, and where. places: for a territory, how many of them are there."""

    rows: QuerySet[Profile]
    total: int
    mentors: int
    experts: int
    places: dict[int, int]


class Search:
    """One reader's question to the directory."""

    def __init__(self, reader: Reader, choice: Choice, *, now: datetime) -> None:
        """Keep who asks for what, and when: badges end."""
        self.reader, self.choice, self.now = reader, choice, now

    @cached_property
    def rows(self) -> QuerySet[Profile]:
        """The profiles that fit."""
        rows = listed(self.reader)
        for condition in self._conditions():
            rows = rows.filter(condition)
        return rows

    def _conditions(self) -> list[Q]:
        made: dict[str, Callable[[Any], Q]] = {
            "q": self._named,
            "offered": lambda subject: self._on(subject, Direction.OFFERED),
            "sought": lambda subject: self._on(subject, Direction.SOUGHT),
            "theme": lambda slug: self._filed(Profile.themes.through, branch(Vocabulary.THEMES, slug), "themes"),
            "language": lambda slug: self._filed(
                Profile.languages.through, branch(Vocabulary.LANGUAGES, slug), "languages"
            ),
            "country": lambda iso: self._in(Territory.objects.filter(countries__iso=iso)),
            "territory": lambda slug: self._in(Territory.objects.filter(slug=slug)),
            "level": lambda slug: self._in(
                Territory.objects.filter(level__in=branch(Vocabulary.TERRITORY_LEVELS, slug))
            ),
            "kind": self._of_kind,
            "mentor": lambda _on: Q(is_mentor=True) & self.reader.may_see("availability"),
            "expert": lambda _on: Q(is_expert=True) & self.reader.may_see("availability"),
            "verified": lambda _on: self._badged(),
        }
        return [condition(value) for name, condition in made.items() if (value := getattr(self.choice, name))]

    def _filed(self, through: Any, terms: list[int], part: str) -> Q:
        rows = through.objects.filter(term__in=terms)
        return Q(pk__in=rows.values("profile_id")) & self.reader.may_see(part)

    def _of_kind(self, slug: str) -> Q:
        bodies = Organisation.objects.filter(kind__in=branch(Vocabulary.ACTOR_KINDS, slug)).order_by()
        return Q(organisation__in=bodies.values("pk")) & self.reader.may_see("organisation")

    def _named(self, words: str) -> Q:
        see = self.reader.may_see
        columns = [*NAMES, *(f"countries__{column}" for column in NAMES)]
        condition = Q.create([Q(**{f"{column}__icontains": words}) for column in columns], connector=Q.OR)
        places = Territory.objects.filter(condition).order_by().values("pk")
        bodies = Organisation.objects.filter(Q(name__icontains=words) | Q(territory__in=places)).order_by()
        return (
            Q(user__name_lower__contains=words.lower())
            | Q(territory__in=places) & see("territory")
            | Q(organisation__in=bodies.values("pk")) & see("organisation")
        )

    def _on(self, subject: str, direction: Direction) -> Q:
        vocabulary, _slash, slug = subject.partition("/")
        lines = MemberExpertise.objects.filter(direction=direction, term__in=branch(Vocabulary(vocabulary), slug))
        return Q(pk__in=lines.values("profile_id")) & self.reader.may_see(direction)

    def _in(self, territories: QuerySet[Territory]) -> Q:
        see = self.reader.may_see
        inside = territories.order_by().values("pk")
        bodies = Organisation.objects.filter(territory__in=inside).order_by().values("pk")
        return Q(territory__in=inside) & see("territory") | Q(organisation__in=bodies) & see("organisation")

    def _badged(self) -> Q:
        return Q(_badge(self.now)) & self.reader.may_see("organisation")

    def found(self) -> Found:
        """Return what fits, with its counts and places.

        Most questions find few people: these are read once and counted here. Only what is too much for that is counted
        by the database, in a pass of its own.
        """
        see, available = self.reader.may_see, self.reader.may_see("availability")
        place = Case(
            When(Q(territory__isnull=False) & see("territory"), then=F("territory_id")),
            When(see("organisation"), then=F("organisation__territory_id")),
            default=Value(None),
        )
        mentor, expert = Q(is_mentor=True) & available, Q(is_expert=True) & available
        placed = self.rows.annotate(place=place).order_by()
        # One filter alone finds thousands as a rule: reading them first is for nothing.
        wanted = MANY if len(self._conditions()) > 1 else 0
        few = list(placed.annotate(mentor=_flag(mentor), expert=_flag(expert)).values_list(*FACTS)[:wanted])
        if len(few) < wanted:
            rows = Profile.objects.filter(pk__in=[row[0] for row in few]) if len(few) < CROWD else self.rows
            places = Counter(row[1] for row in few if row[1] is not None)
            return Found(rows, len(few), sum(row[2] for row in few), sum(row[3] for row in few), dict(places))
        counted = placed.values("place").annotate(
            total=Count("pk"), mentors=Count("pk", filter=mentor), experts=Count("pk", filter=expert)
        )
        return _summed(self.rows, list(counted))


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0))


def _summed(rows: QuerySet[Profile], counted: list[Any]) -> Found:
    return Found(
        rows=rows,
        total=sum(row["total"] for row in counted),
        mentors=sum(row["mentors"] for row in counted),
        experts=sum(row["experts"] for row in counted),
        places={row["place"]: row["total"] for row in counted if row["place"] is not None},
    )


@dataclass(frozen=True)
class Slice:
    """One page of the list. before, after: the handles from which the pages beside it start, "" where there is none."""

    profiles: list[Profile]
    before: str
    after: str


def page_of(found: Found, *, sort: str, now: datetime, after: str = "", before: str = "") -> Slice:
    """Return a page of what was found, starting after or ending before a profile of theirs.

    A page is found by the profile it starts from, not by its number: the last one costs what the first does, and who
    joins meanwhile shifts nobody from one page to the next. A profile that fits no longer starts the list anew.
    """
    wanted = before or after
    mark = found.rows.filter(handle=wanted).select_related("user").first() if wanted else None
    backwards = bool(before) and mark is not None
    keys = _keys(found, sort, mark, backwards=backwards)
    more, keys = len(keys) > PER_PAGE, keys[:PER_PAGE]
    shown = {profile.pk: profile for profile in with_badge(Profile.objects.filter(pk__in=keys), now=now)}
    profiles = [shown[key] for key in (reversed(keys) if backwards else keys) if key in shown]
    if not profiles:
        return Slice([], "", "")
    has_before = more if backwards else mark is not None
    has_after = True if backwards else more
    return Slice(profiles, profiles[0].handle if has_before else "", profiles[-1].handle if has_after else "")


def _keys(found: Found, sort: str, mark: Profile | None, *, backwards: bool) -> list[int]:
    """Return the keys of a page and one more, in the order of the list or against it."""
    ordered = found.rows.order_by(*_order(sort, backwards=backwards))
    if mark is not None:
        ordered = ordered.filter(_beyond(mark, sort, backwards=backwards))
    wanted = ordered.values_list("pk", flat=True)
    if sort != NEWEST and found.total >= CROWD:
        # Many fit, so the next ones are near in the index of names: no need to sort them all.
        people = User.objects.order_by(*(("-name_lower", "-pk") if backwards else ("name_lower", "pk")))
        if mark is not None:
            people = people.filter(_after_name(mark, backwards=backwards))
        keys = list(wanted.filter(user__in=people.values("pk")[:NEAR])[: PER_PAGE + 1])
        if len(keys) > PER_PAGE:
            return keys
    return list(wanted[: PER_PAGE + 1])


def _order(sort: str, *, backwards: bool) -> list[str]:
    descending = (sort == NEWEST) != backwards
    columns = ["pk"] if sort == NEWEST else ["user__name_lower", "user_id"]
    return [f"-{column}" if descending else column for column in columns]


def _beyond(mark: Profile, sort: str, *, backwards: bool) -> Q:
    if sort == NEWEST:
        return Q(pk__gt=mark.pk) if backwards else Q(pk__lt=mark.pk)
    return _after_name(mark, prefix="user__", backwards=backwards)


def _after_name(mark: Profile, *, prefix: str = "", backwards: bool) -> Q:
    side, name = "lt" if backwards else "gt", mark.user.name_lower
    return Q(**{f"{prefix}name_lower__{side}": name}) | Q(
        **{f"{prefix}name_lower": name, f"{prefix}id__{side}": mark.user_id}
    )


def _badge(now: datetime) -> Exists:
    """The member speaks for the organisation she names, and somebody checked it."""
    claims = Claim.objects.current(now=now).order_by()
    return Exists(claims.filter(member_id=OuterRef("user_id"), organisation_id=OuterRef("organisation_id")))


def with_badge(rows: QuerySet[Profile], *, now: datetime) -> QuerySet[Profile]:
    """With `is_badged`, and with what a row shows beside it, whatever the number of rows."""
    lines = Prefetch("expertise", MemberExpertise.objects.select_related("term"))
    return (
        rows.annotate(is_badged=_badge(now))
        .select_related("user", "organisation__kind__parent", "organisation__territory", "territory", "authority_type")
        .prefetch_related("languages", lines)
    )


def with_proof(rows: QuerySet[Profile], *, now: datetime) -> QuerySet[Profile]:
    """With what a whole page shows: a row, and `user.badges`, the current claims, the latest first."""
    claims = Prefetch("user__claims", Claim.objects.current(now=now).order_by("-decided_at"), to_attr="badges")
    return with_badge(rows, now=now).prefetch_related(claims)
