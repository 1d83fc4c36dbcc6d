"""Seats, who has them, and how the reader herself stands: what the registration panel shows."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from community.members.disclosure import Reader
from community.taxonomy.models import Term
from events import words
from events.enums import Phase
from events.forms import RegistrationForm
from events.times import When

if TYPE_CHECKING:
    from events.models import ExchangePage, Registration


@dataclass(frozen=True)
class Seats:
    """How many can come, have a place, and wait."""

    capacity: int
    confirmed: int
    waiting: int

    @property
    def left(self) -> int:
        """Places that the next person gets; none while people wait."""
        return 0 if self.waiting else max(self.capacity - self.confirmed, 0)

    @property
    def taken(self) -> int:
        """Places that are gone, at most all of them."""
        return self.capacity - self.left

    @property
    def is_full(self) -> bool:
        """The next person waits."""
        return self.left == 0

    @property
    def is_nearly_full(self) -> bool:
        """A tenth of the places or two are left."""
        return not self.is_full and (self.left <= 2 or self.left * 10 <= self.capacity)


class RollCall:
    """Everybody who has a place or waits, read once."""

    def __init__(self, exchange: "ExchangePage", reader: Reader) -> None:
        """Read the registrations of `exchange`, the source version, for one reader; a page not yet saved has none."""
        self.reader = reader
        self.rows: list[Registration] = []
        if exchange.pk:
            self.rows = list(exchange.registrations.active().in_order().select_related("member__profile"))
        self.confirmed = [row for row in self.rows if row.is_confirmed]
        self.waiting = [row for row in self.rows if row.is_waiting]
        self.seats = Seats(exchange.capacity or 0, len(self.confirmed), len(self.waiting))

    @cached_property
    def profiles(self) -> list[Any]:
        """Profiles of those who have a place."""
        return [profile for row in self.confirmed if (profile := getattr(row.member, "profile", None)) is not None]

    @property
    def zones(self) -> Counter[str]:
        """How many of those coming live in each time zone, as far as they show it to the reader."""
        return Counter(profile.time_zone for profile in self.profiles if self.reader.sees(profile, "time_zone"))

    @property
    def places(self) -> int:
        """From how many territories they come, as far as they show it to the reader."""
        shown = (profile for profile in self.profiles if self.reader.sees(profile, "territory"))
        return len({profile.territory_id for profile in shown if profile.territory_id})

    def own(self, user: Any) -> "Registration | None":
        """The user's own row."""
        return next((row for row in self.rows if row.member_id == user.pk), None) if user.is_authenticated else None

    def position(self, registration: "Registration") -> int:
        """Which in line, from 1."""
        return 1 + sum(row.sequence < registration.sequence for row in self.waiting)


@dataclass(frozen=True)
class Panel:
    """The registration panel. state: see `state_of`; position: in line, 0 if not waiting."""

    state: str
    signed_in: bool
    seats: Seats
    when: When
    exchange: "ExchangePage"
    now: datetime
    registration: "Registration | None" = None
    position: int = 0
    form: RegistrationForm | None = None
    languages: tuple[Term, ...] = ()

    @property
    def may_register(self) -> bool:
        """A form leads to a place or to a place in line."""
        return self.state in ("open", "nearly_full", "late", "full")

    @property
    def has_begun(self) -> bool:
        """Too late to give a place back."""
        return self.now >= self.exchange.starts_at

    @property
    def position_in_words(self) -> str:
        """As in "Third in line"."""
        return words.in_line(self.position)

    @property
    def listens_in(self) -> str:
        """Name of the language chosen at registration, "" if there was no choice."""
        slug = self.registration.listening_language if self.registration and len(self.languages) > 1 else ""
        return next((term.label for term in self.languages if term.slug == slug), "")


def state_of(
    exchange: "ExchangePage", seats: Seats, registration: "Registration | None", *, late: bool, now: datetime
) -> str:
    """Return which of its states the panel shows.

    "cancelled", "past", "registered", "waiting", "not_yet", "closed", "closed_full", "full", "late", "nearly_full",
    "open".
    """
    phase = exchange.phase(now)
    if phase in (Phase.CANCELLED, Phase.PAST):
        return str(phase.value)
    if registration is not None:
        return "registered" if registration.is_confirmed else "waiting"
    if phase == Phase.BEFORE:
        return "not_yet"
    if phase == Phase.CLOSED:
        return "closed_full" if seats.is_full else "closed"
    if seats.is_full:
        return "full"
    if late:
        return "late"
    return "nearly_full" if seats.is_nearly_full else "open"


def panel(
    exchange: "ExchangePage",
    *,
    user: Any,
    now: datetime,
    roll: RollCall,
    times: When,
    form: RegistrationForm | None = None,
) -> Panel:
    """Return the registration panel as `user` sees it. form: one that was sent and has errors."""
    own = roll.own(user)
    signed_in = bool(user.is_authenticated)
    state = state_of(exchange, roll.seats, own, late=signed_in and times.is_late, now=now)
    languages = tuple(exchange.languages.all())
    shown = Panel(
        state=state,
        signed_in=signed_in,
        seats=roll.seats,
        when=times,
        exchange=exchange,
        now=now,
        registration=own,
        position=roll.position(own) if own is not None and own.is_waiting else 0,
        form=form,
        languages=languages,
    )
    if form is not None or not (signed_in and shown.may_register):
        return shown
    return replace(shown, form=new_form(exchange, user=user, languages=list(languages)))


def new_form(exchange: "ExchangePage", *, user: Any, languages: list[Term], data: Any = None) -> RegistrationForm:
    """Return the form for a place, set to the language the member reads."""
    profile = getattr(user, "profile", None)
    return RegistrationForm(
        data, exchange=exchange, languages=languages, preferred=profile.interface_language if profile else ""
    )
