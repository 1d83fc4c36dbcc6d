from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Listen for changes of what can be found."""
        from search import receivers, resembling  # noqa: PLC0415  # models must be loaded first

        receivers.connect()
        resembling.join()
