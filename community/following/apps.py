from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    name = "community.following"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Following")

    def ready(self) -> None:
        """Say which mails this app writes, and what it keeps about members."""
        from community.following import emails, personal_data  # noqa: PLC0415  # models must be loaded first

        emails.register()
        personal_data.declare()
