"""Shapes that an exchange's values must have."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.enums import ExchangeState

if TYPE_CHECKING:
    from events.models import ExchangePage

# Below /exchanges/ these words are forms, so no exchange may be called so.
RESERVED_SLUGS = frozenset({"time-zone"})


def problems(exchange: "ExchangePage") -> dict[str, Any]:
    """Return what is wrong with an exchange's facts, by field, in words for its editor. Empty when all is well."""
    found = _order(exchange.opens_at, exchange.closes_at, exchange.starts_at, exchange.ends_at)
    if exchange.capacity is not None and exchange.capacity < 1:
        found["capacity"] = _("There must be at least one place.")
    if exchange.state == ExchangeState.CANCELLED and not exchange.cancelled_reason.strip():
        found["cancelled_reason"] = _("Say why it does not take place: everybody registered reads this.")
    if exchange.slug in RESERVED_SLUGS:
        found["slug"] = _("This address is taken by a form of the site. Choose another one.")
    return {field: ValidationError(sentence, code="facts") for field, sentence in found.items()}


def _order(
    opens_at: datetime | None, closes_at: datetime | None, starts_at: datetime | None, ends_at: datetime | None
) -> dict[str, str]:
    found = {}
    if starts_at and ends_at and ends_at <= starts_at:
        found["ends_at"] = _("The end must come after the start.")
    if closes_at and starts_at and closes_at > starts_at:
        found["closes_at"] = _("Registration must close before the exchange starts, or at the start.")
    end = closes_at or starts_at
    if opens_at and end and opens_at >= end:
        found["opens_at"] = _("Registration must open before it closes and before the exchange starts.")
    return found
