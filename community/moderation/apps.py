from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "community.moderation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        """Say what is held, register the mails this app writes, and let flags go with their contribution."""
        from community.members import holding  # noqa: PLC0415  # models must be loaded first
        from community.moderation import emails, personal_data, receivers, trust  # noqa: PLC0415  # the same

        holding.register(trust.must_wait)
        emails.register()
        receivers.connect()
        personal_data.declare()
