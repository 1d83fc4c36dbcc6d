from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "home.library"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Library")

    def ready(self) -> None:
        """Say which mails this app writes, what it keeps about members, what digests hear of it."""
        from home.library import digest_source, emails, panels, personal_data  # noqa: PLC0415  # models come first

        emails.register()
        personal_data.declare()
        digest_source.join()
        panels.join()
