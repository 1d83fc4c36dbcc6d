from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "community.contacts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Contacts")

    def ready(self) -> None:
        """Register mails, buttons and personal data; let messages count among what a member writes in a while."""
        from community.contacts import emails, panels, personal_data  # noqa: PLC0415  # models must be loaded first
        from community.contacts.services import messages  # noqa: PLC0415  # the same
        from community.members import pacing  # noqa: PLC0415  # the same

        emails.register()
        panels.join()
        pacing.register(messages.moments)
        personal_data.declare()
