from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "home.practices"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Practices")

    def ready(self) -> None:
        """Tell digests, the outbox, the data map and the pages of places of the stories."""
        # Models must be loaded first.
        from home.practices import digest_source, emails, personal_data, places  # noqa: PLC0415

        digest_source.join()
        emails.register()
        personal_data.declare()
        places.join()
