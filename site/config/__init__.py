"""The roof: settings, addresses, entry points. Nothing imports this package but the tools that start Corridor."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
