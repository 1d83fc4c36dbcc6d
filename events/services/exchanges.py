"""What follows when an editor publishes an exchange."""

from datetime import datetime

from community.members.models import User
from events import emails, locks
from events.enums import ExchangeState
from events.models import ExchangePage, Roll
from events.models.pages import FACTS, MANY_FACTS
from events.services import registrations


def published(*, exchange: ExchangePage, now: datetime) -> None:
    """Bring the other language versions, the waiting list and those registered up to date. Repeatable.

    A stand-in follows its original by itself; a translation that is published gets the source's facts back.

    Args:
        exchange: the version that was published.
        now: the present, aware.
    """
    if exchange.alias_of_id is not None:
        return
    source = exchange.source
    _spread_facts(source)
    with locks.seat_lock(source.pk) as held:
        registrations.fill(held=held, now=now)
        _tell_cancellation(held, now=now)


def _spread_facts(source: ExchangePage) -> None:
    others = ExchangePage.objects.filter(translation_key=source.translation_key).exclude(pk=source.pk)
    fresh = ExchangePage.objects.get(pk=source.pk)
    others.update(**{name: getattr(fresh, name) for name in FACTS})
    for other in others.filter(alias_of__isnull=True):
        for name in MANY_FACTS:
            # The page's own manager waits for save(); this one writes the rows of the relation and nothing else.
            getattr(other, name).get_original_manager().set(list(getattr(fresh, name).all()))


def _tell_cancellation(held: ExchangePage, *, now: datetime) -> None:
    roll, _created = Roll.objects.get_or_create(exchange=held)
    if roll.told_state == held.state:
        return
    roll.told_state = held.state
    if held.state == ExchangeState.CANCELLED:
        roll.cancellations += 1
        if now < held.ends_at:
            members = User.objects.filter(registrations__in=held.registrations.active()).select_related("profile")
            for member in members:
                emails.owe_cancellation(held, member, times=roll.cancellations, now=now)
    roll.save()
