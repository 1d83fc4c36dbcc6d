"""Giving seats, taking them back, moving people up: all of it under the lock of the exchange."""

from datetime import datetime

from django.core.exceptions import ValidationError

from community.members.models import User
from events import emails, locks
from events.enums import Phase, RegistrationState
from events.models import ExchangePage, Registration, Roll
from events.services.refusals import (
    ExchangeCancelled,
    ExchangeClosed,
    ExchangePast,
    NotRegistered,
    NotYetOpen,
    RegistrationRefused,
)

__all__ = [
    "ExchangeCancelled",
    "ExchangeClosed",
    "ExchangePast",
    "NotRegistered",
    "NotYetOpen",
    "RegistrationRefused",
    "cancel",
    "change_capacity",
    "fill",
    "register",
]


def register(
    *,
    exchange: ExchangePage,
    member: User,
    now: datetime,
    listening_language: str = "",
    by_telephone: bool = False,
    silent: bool = False,
) -> Registration:
    """Give `member` a place, or a place in line when all are taken. Asking twice changes nothing.

    Args:
        exchange: any language version; the registration belongs to the source.
        member: who comes.
        now: the present, aware.
        listening_language: slug of one of the exchange's languages; "" when it has none or only one.
        by_telephone: joins by telephone.
        silent: owe no mail, for examples of the past.

    Raises:
        ExchangeCancelled, ExchangePast, NotYetOpen, ExchangeClosed: no place can be asked for now.
        ValidationError: the language is not one of the exchange's.
    """
    with locks.seat_lock(exchange.source.pk) as held:
        known = held.registrations.filter(member=member).first()
        if known is not None and known.is_active:
            return known
        _refuse_unless_open(held, now)
        language = _known_language(held, listening_language)
        fill(held=held, now=now)
        registration = known or Registration(exchange=held, member=member, created_at=now, revision=0)
        registration.state = _free_state(held)
        registration.sequence = _next_sequence(held)
        registration.listening_language = language
        registration.by_telephone = by_telephone
        registration.promoted_at = None
        _write(registration, now=now)
        if not silent:
            emails.owe(registration, now=now)
        return registration


def cancel(*, exchange: ExchangePage, member: User, now: datetime) -> Registration:
    """Give a place or a place in line back; the first in line moves up at once. Asking twice changes nothing.

    Args:
        exchange: any language version.
        member: whose place it is.
        now: the present, aware.

    Raises:
        NotRegistered: there never was a place.
        ExchangeCancelled, ExchangePast: there is no place any more.
    """
    with locks.seat_lock(exchange.source.pk) as held:
        registration = held.registrations.filter(member=member).first()
        if registration is None:
            raise NotRegistered(held)
        if not registration.is_active:
            return registration
        if held.is_cancelled:
            raise ExchangeCancelled(held)
        if now >= held.starts_at:
            raise ExchangePast(held)
        registration.state = RegistrationState.CANCELLED
        _write(registration, now=now)
        emails.owe(registration, now=now)
        fill(held=held, now=now)
        return registration


def pass_on(*, exchange_id: int, now: datetime) -> list[Registration]:
    """Give places that fell free without anybody cancelling to the first in line; return who moved up. Repeatable.

    Args:
        exchange_id: of the source version; an exchange that is gone has no places to give.
        now: the present, aware.
    """
    try:
        with locks.seat_lock(exchange_id) as held:
            return fill(held=held, now=now)
    except ExchangePage.DoesNotExist:
        return []


def change_capacity(*, exchange: ExchangePage, capacity: int, now: datetime) -> ExchangePage:
    """Set the number of places. More: people move up in order. Fewer: nobody loses a place.

    Args:
        exchange: any language version.
        capacity: places, at least 1.
        now: the present, aware.

    Raises:
        ValidationError: `capacity` is no number of places.
    """
    with locks.seat_lock(exchange.source.pk) as held:
        held.capacity = capacity
        ExchangePage._meta.get_field("capacity").clean(capacity, held)
        ExchangePage.objects.filter(translation_key=held.translation_key).update(capacity=capacity)
        if held.latest_revision is not None:
            # Otherwise the next draft would start from the old number and bring it back when published.
            held.latest_revision.content["capacity"] = capacity
            held.latest_revision.save(update_fields=["content"])
        fill(held=held, now=now)
        return held


def fill(*, held: ExchangePage, now: datetime) -> list[Registration]:
    """Give free places to the first in line, and return who moved up. Only inside the lock.

    Nobody moves up once the exchange has begun or does not take place.

    Args:
        held: the source version, as the lock gave it.
        now: the present, aware.
    """
    if held.is_cancelled or now >= held.starts_at:
        return []
    free = held.capacity - held.registrations.confirmed().count()
    if free <= 0:
        return []
    moved = list(held.registrations.waiting().in_order().select_related("member__profile")[:free])
    for registration in moved:
        registration.state = RegistrationState.CONFIRMED
        registration.promoted_at = now
        _write(registration, now=now)
        emails.owe(registration, now=now)
    return moved


def _refuse_unless_open(held: ExchangePage, now: datetime) -> None:
    refusals: dict[Phase, type[RegistrationRefused]] = {
        Phase.CANCELLED: ExchangeCancelled,
        Phase.PAST: ExchangePast,
        Phase.BEFORE: NotYetOpen,
        Phase.CLOSED: ExchangePast if now >= held.starts_at else ExchangeClosed,
    }
    phase = held.phase(now)
    if phase in refusals:
        raise refusals[phase](held)


def _known_language(held: ExchangePage, slug: str) -> str:
    offered = list(held.languages.values_list("slug", flat=True))
    if slug not in offered if slug else len(offered) > 1:
        raise ValidationError({"listening_language": f"{slug!r} is not one of {offered}"})
    return slug or (offered[0] if offered else "")


def _free_state(held: ExchangePage) -> RegistrationState:
    taken = held.registrations.confirmed().count()
    return RegistrationState.CONFIRMED if taken < held.capacity else RegistrationState.WAITING


def _next_sequence(held: ExchangePage) -> int:
    roll, _created = Roll.objects.get_or_create(exchange=held)
    number: int = roll.last_sequence + 1
    Roll.objects.filter(pk=roll.pk).update(last_sequence=number)
    return number


def _write(registration: Registration, *, now: datetime) -> None:
    registration.revision = registration.revision + 1
    registration.changed_at = now
    registration.save()
