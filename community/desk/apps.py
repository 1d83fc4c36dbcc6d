from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "community.desk"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Question desk")

    def ready(self) -> None:
        """Count questions and answers among what a member writes; say which mails this app writes, what it keeps."""
        from community.desk import emails, personal_data, portrait  # noqa: PLC0415  # models must be loaded first
        from community.desk.services import asking  # noqa: PLC0415  # the same
        from community.members import pacing  # noqa: PLC0415  # the same

        pacing.register(asking.moments)
        pacing.register(asking.moments_of_answers)
        emails.register()
        portrait.join()
        personal_data.declare()
