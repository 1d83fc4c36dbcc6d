"""Pages of no other room: the home page and plain pages."""

from home.models.home_page import HomePage
from home.models.plain_page import PlainPage

__all__ = ["HomePage", "PlainPage"]
