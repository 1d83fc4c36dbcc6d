from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PersonalDataConfig(AppConfig):
    name = "community.personal_data"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Personal data")

    def ready(self) -> None:
        """Declare what lower apps and libraries keep, the mails this app writes, and the first rules of retention."""
        from community.personal_data import (  # noqa: PLC0415  # models must be loaded first
            emails,
            parts,
            receivers,
            registry,
            rules,
        )

        emails.register()
        registry.register(parts.tables())
        rules.register()
        receivers.connect()
