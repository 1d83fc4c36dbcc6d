"""Why a registration is refused, each in a sentence that says what to do next."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from events.models import ExchangePage


class RegistrationRefused(Exception):  # the house names a refusal by what happened
    """Nothing was written. `sentence` is fit for the reader, in the language and zone that are active."""

    def __init__(self, exchange: ExchangePage) -> None:
        self.exchange = exchange
        self.sentence = self.say(exchange)
        super().__init__(self.sentence)

    def say(self, exchange: ExchangePage) -> str:
        """Return the sentence."""
        raise NotImplementedError


class ExchangeCancelled(RegistrationRefused):
    """It does not take place."""

    def say(self, exchange: ExchangePage) -> str:
        """Return the sentence."""
        return _("This exchange will not take place. Look at the other exchanges.")


class ExchangePast(RegistrationRefused):
    """It has begun or is over."""

    def say(self, exchange: ExchangePage) -> str:
        """Return the sentence."""
        return _("This exchange has begun or is over. Read what came of it, or look at the coming exchanges.")


class NotYetOpen(RegistrationRefused):
    """Registration has not begun."""

    def say(self, exchange: ExchangePage) -> str:
        """Return the sentence."""
        opens = date_format(localtime(exchange.opens_at), _("j F Y, H:i"))
        return _("Registration opens on %(moment)s, your time. Come back then.") % {"moment": opens}


class ExchangeClosed(RegistrationRefused):
    """Registration has ended."""

    def say(self, exchange: ExchangePage) -> str:
        """Return the sentence."""
        return _("Registration has closed. Ask the facilitators, or look at the other exchanges.")


class NotRegistered(RegistrationRefused):
    """There is no place to give back."""

    def say(self, exchange: ExchangePage) -> str:
        """Return the sentence."""
        return _("You have no place at this exchange, so there is nothing to cancel.")
