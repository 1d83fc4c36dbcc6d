from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BriefsConfig(AppConfig):
    name = "home.briefs"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Policy briefs")

    def ready(self) -> None:
        """Listen to what becomes of briefs and of what they cite, and join the registries below."""
        from home.briefs import (  # noqa: PLC0415  # models must be loaded first
            digest_source,
            mentions,
            personal_data,
            receivers,
        )

        receivers.connect()
        digest_source.join()
        mentions.join()
        personal_data.declare()
