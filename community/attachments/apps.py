from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttachmentsConfig(AppConfig):
    name = "community.attachments"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Attachments")

    def ready(self) -> None:
        """Say what this app keeps about members."""
        from community.attachments import personal_data  # noqa: PLC0415  # models must be loaded first

        personal_data.declare()
