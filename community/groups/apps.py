from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "community.groups"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Groups")

    def ready(self) -> None:
        """Say who is whose fellow, which mails this app writes, and what it keeps about members."""
        from community.groups import emails, fellows, panels, personal_data  # noqa: PLC0415  # models must be loaded first

        emails.register()
        fellows.join()
        panels.join()
        personal_data.declare()
