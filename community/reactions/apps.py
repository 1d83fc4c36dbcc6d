from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReactionsConfig(AppConfig):
    name = "community.reactions"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Reactions")

    def ready(self) -> None:
        """Say what this app keeps about members."""
        from community.reactions import personal_data  # noqa: PLC0415  # models must be loaded first

        personal_data.declare()
