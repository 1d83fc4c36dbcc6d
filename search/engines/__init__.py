"""The engines: how the search table is asked, on each database."""

from django.db import connection

from search.engines.base import Engine, Hit
from search.engines.postgresql import PostgreSQLEngine
from search.engines.sqlite import SQLiteEngine

__all__ = ["Engine", "Hit", "current"]


def current() -> Engine:
    """Return the engine for the database in use."""
    return PostgreSQLEngine() if connection.vendor == "postgresql" else SQLiteEngine()
