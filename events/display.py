"""What the pages show of exchanges: one of them, the list, a member's own.

Takes pages and rows as they are handed in; the models import this module, never the reverse.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from community.members.disclosure import Reader
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from events import permissions, words
from events.forms import FilterForm, RegistrationForm
from events.standing import RollCall, Seats, panel, state_of
from events.times import When, city, when

if TYPE_CHECKING:
    from events.models import ExchangePage, Registration
    from events.querysets import ExchangeQuerySet

PER_PAGE = 12


def exchange(page: "ExchangePage", *, user: Any, now: datetime, form: RegistrationForm | None = None) -> dict[str, Any]:
    """Return what the page of an exchange shows beside its own text."""
    facts = page.facts
    reader = Reader(user)
    roll = RollCall(facts, reader)
    profile = getattr(user, "profile", None)
    label = str(profile.territory) if profile is not None and profile.territory_id else ""
    times = when(facts, label=label, zones=roll.zones)
    shown = panel(facts, user=user, now=now, roll=roll, times=times, form=form)
    return {
        "facts": facts,
        "form": shown.form,
        "when": times,
        "panel": shown,
        "preparation": preparation(page),
        "coming": len(roll.confirmed),
        "coming_places": roll.places,
        "participants": participants(roll, reader)
        if permissions.can_see_participants(user, shown.registration)
        else None,
        "zone_is_chosen_on_profile": profile is not None,
    }


def participants(roll: RollCall, reader: Reader) -> list[tuple[str, str]]:
    """Return name and function of those who come, the function where the reader may see it."""
    known = [(row.member, getattr(row.member, "profile", None)) for row in roll.confirmed]
    return [
        (member.name, profile.function if profile is not None and reader.sees(profile, "function") else "")
        for member, profile in known
    ]


def preparation(page: "ExchangePage") -> list[Page]:
    """Return the pages to read first, in the reader's language where there is one; only what everybody may read."""
    wanted = [part["value"] for part in page.preparation.raw_data if part["value"]]
    if not wanted:
        return []
    keys = Page.objects.filter(pk__in=wanted).order_by().values("translation_key")
    versions = list(
        Page.objects.live().filter(~_behind_a_wall(), translation_key__in=keys).select_related("locale").order_by("pk")
    )
    by_id = {version.pk: version for version in versions}
    here = {version.translation_key: version for version in versions if version.locale_id == page.locale_id}
    chosen = [here.get(by_id[pk].translation_key, by_id[pk]) for pk in wanted if pk in by_id]
    return list(dict.fromkeys(chosen))


def _behind_a_wall() -> Exists:
    """A page that a view restriction hides, its own or one above it; PageQuerySet.public() takes a query more."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(PageViewRestriction.objects.annotate(inner=path).filter(inner__startswith=F("page__path")))


@dataclass(frozen=True)
class Row:
    """One exchange in a list."""

    page: "ExchangePage"
    when: When
    seats: Seats
    state: str
    languages: tuple[Term, ...]


def row(page: "ExchangePage", *, now: datetime) -> Row:
    """Return what a list shows of an exchange that `for_listing` read."""
    seats = Seats(page.capacity, page.confirmed_count, page.waiting_count)
    return Row(
        page=page,
        when=when(page),
        seats=seats,
        state=state_of(page, seats, None, late=False, now=now),
        languages=tuple(page.languages.all()),
    )


def listing(exchanges: "ExchangeQuerySet", *, query: QueryDict, now: datetime) -> dict[str, Any]:
    """Return the list of exchanges: filters, one page of rows (the coming first), how many fit.

    Args:
        exchanges: those of one language tree.
        query: the address's parameters kind, theme, language and page.
        now: the present, aware.
    """
    form = FilterForm(
        query,
        themes=list(Term.objects.of(Vocabulary.THEMES).top()),
        languages=list(Term.objects.of(Vocabulary.LANGUAGES)),
    )
    chosen = form.chosen()
    found = exchanges
    if "kind" in chosen:
        found = found.of_kind(chosen["kind"])
    if "theme" in chosen:
        found = found.in_themes([chosen["theme"]])
    if "language" in chosen:
        found = found.in_languages([chosen["language"]])
    page_obj = Paginator(found.for_listing().coming_first(now=now), PER_PAGE).get_page(query.get("page"))
    rows = [row(page, now=now) for page in page_obj.object_list]
    return {
        "filters": form,
        "chosen": chosen,
        "page_obj": page_obj,
        "coming": [one for one in rows if not one.page.is_past],
        "past": [one for one in rows if one.page.is_past],
        "found": page_obj.paginator.count,
        "own_place": city(timezone.get_current_timezone_name()),
    }


@dataclass(frozen=True)
class OwnRow:
    """One exchange in a member's own list. position: in line, 0 if not waiting."""

    page: "ExchangePage"
    when: When
    registration: "Registration"
    position: int = 0

    @property
    def position_in_words(self) -> str:
        """As in "Third in line"."""
        return words.in_line(self.position)


@dataclass(frozen=True)
class OwnRows:
    """A member's exchanges: what comes, what was."""

    coming: list[OwnRow]
    past: list[OwnRow]


def own_rows(user: Any, *, now: datetime, language: str) -> OwnRows:
    """Return the exchanges a member has a place at or waits for, with titles in `language` where there are any."""
    own = list(user.registrations.active().for_own_list().with_position())
    pages = {}
    if own:
        versions = type(own[0].exchange).objects.live().select_related("locale")
        keys = [one.exchange.translation_key for one in own]
        found = versions.filter(translation_key__in=keys, locale__language_code=language)
        pages = {page.translation_key: page for page in found}
    rows = [
        OwnRow(
            page=pages.get(one.exchange.translation_key, one.exchange),
            when=when(one.exchange),
            registration=one,
            position=one.position if one.is_waiting else 0,
        )
        for one in own
    ]
    return OwnRows(
        coming=[one for one in rows if one.registration.exchange.ends_at > now],
        past=[one for one in rows if one.registration.exchange.ends_at <= now][::-1],
    )
