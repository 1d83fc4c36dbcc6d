from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "community.consultations"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Consultations")

    def ready(self) -> None:
        """Count statements among what a member writes in a while; say what this app keeps and shows elsewhere."""
        from community.consultations import elsewhere, personal_data  # noqa: PLC0415  # models must be loaded first
        from community.consultations.services import statements  # noqa: PLC0415  # the same
        from community.members import pacing  # noqa: PLC0415  # the same

        pacing.register(statements.moments)
        elsewhere.join()
        personal_data.declare()
