from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Exchanges")

    def ready(self) -> None:
        """Register the mails, the panels and the digest's source, and follow publications."""
        from events import (  # noqa: PLC0415  # models must be loaded first
            digest_source,
            emails,
            personal_data,
            places,
            sections,
            signals,
        )

        digest_source.join()
        emails.register()
        personal_data.declare()
        places.join()
        sections.register()
        signals.connect()
