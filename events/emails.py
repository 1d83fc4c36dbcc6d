"""Mails about exchanges: owed with the change they tell of, judged again at the moment of sending."""

from datetime import datetime
from typing import Any

from django.utils import translation

from community.members.models import User
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from events import words
from events.enums import RegistrationState
from events.models import ExchangePage, Registration
from events.times import city
from foundation.mail import Letter, compose

CONFIRMED = "registration.confirmed"
WAITING = "registration.waiting"
PROMOTED = "registration.promoted"
CANCELLED = "registration.cancelled"
EXCHANGE_CANCELLED = "exchange.cancelled"


def kind_of(registration: Registration) -> str:
    """Return which mail tells of a registration's present state."""
    if registration.is_confirmed:
        return PROMOTED if registration.promoted_at else CONFIRMED
    return WAITING if registration.is_waiting else CANCELLED


def owe(registration: Registration, *, now: datetime) -> None:
    """Owe the member the mail on the registration's present state, once a revision."""
    profile = getattr(registration.member, "profile", None)
    debts.owe(
        kind=kind_of(registration),
        recipient=registration.member.email,
        period=f"registration {registration.pk} {registration.revision}",
        language=profile.interface_language if profile else "en",
        now=now,
        context={"registration": registration.pk, "revision": registration.revision},
    )


def owe_cancellation(exchange: ExchangePage, member: User, *, times: int, now: datetime) -> None:
    """Owe one of those registered the news that the exchange does not take place. times: how often it was cancelled."""
    profile = getattr(member, "profile", None)
    debts.owe(
        kind=EXCHANGE_CANCELLED,
        recipient=member.email,
        period=f"exchange {exchange.pk} {times}",
        language=profile.interface_language if profile else "en",
        now=now,
        context={"exchange": exchange.pk, "member": member.pk},
    )


def about_registration(mail: Mail, now: datetime) -> Letter | None:
    """Write to a member about her own registration, if it is still so."""
    registration = (
        Registration.objects.select_related("exchange__host", "exchange__locale", "member__profile")
        .filter(pk=mail.context.get("registration"), revision=mail.context.get("revision"))
        .first()
    )
    if registration is None or kind_of(registration) != mail.kind or not registration.member.is_active:
        return None
    exchange = registration.exchange
    gone = exchange.is_cancelled or not exchange.live or now >= exchange.ends_at
    if gone and registration.state != RegistrationState.CANCELLED:
        return None
    position = 0
    if registration.is_waiting:
        position = exchange.registrations.waiting().filter(sequence__lte=registration.sequence).count()
    with translation.override(mail.language):
        return _letter(mail, exchange, registration.member, position_in_words=words.in_line(position))


def about_cancellation(mail: Mail, now: datetime) -> Letter | None:
    """Write to somebody registered that the exchange does not take place, if that is still so."""
    exchange = ExchangePage.objects.select_related("host", "locale").filter(pk=mail.context.get("exchange")).first()
    member = User.objects.select_related("profile").filter(pk=mail.context.get("member"), is_active=True).first()
    if exchange is None or member is None or not exchange.is_cancelled or now >= exchange.ends_at:
        return None
    if not exchange.registrations.active().of(member).exists():
        return None
    return _letter(mail, exchange, member)


def _letter(mail: Mail, exchange: ExchangePage, member: User, **extra: Any) -> Letter:
    profile = getattr(member, "profile", None)
    zone = profile.time_zone if profile else "UTC"
    page = exchange.version_in(mail.language)
    path = page.path_on_site
    context = {
        "exchange": exchange,
        "page": page,
        "path": path,
        "list_path": path.rstrip("/").rpartition("/")[0] + "/",
        "own_place": city(zone),
        "host_place": city(exchange.zone),
        **extra,
    }
    return compose(f"events/emails/{mail.kind.replace('.', '_')}", context, language=mail.language, zone=zone)


def register() -> None:
    """Tell the outbox who writes these mails."""
    for kind in (CONFIRMED, WAITING, PROMOTED, CANCELLED):
        renderers.register(kind, about_registration)
    renderers.register(EXCHANGE_CANCELLED, about_cancellation)
