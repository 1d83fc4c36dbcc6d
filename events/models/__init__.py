"""Exchanges: their pages, who comes, in what order."""

from events.models.pages import ExchangeIndexPage, ExchangePage
from events.models.registration import Registration, Roll

__all__ = ["ExchangeIndexPage", "ExchangePage", "Registration", "Roll"]
