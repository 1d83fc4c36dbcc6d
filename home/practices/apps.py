from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "home.practices"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Practices")

    def ready(self) -> None:
        """Tell digests and the pages of places of the stories."""
        from home.practices import digest_source, places  # noqa: PLC0415  # models must be loaded first

        digest_source.join()
        places.join()
