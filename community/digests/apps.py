from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DigestsConfig(AppConfig):
    name = "community.digests"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Digests")

    def ready(self) -> None:
        """Register the mails this app writes and its part of the member's page."""
        from community.digests import (  # noqa: PLC0415  # models must be loaded first
            comment_source,
            discussion_source,
            ediscussion_source,
            emails,
            panels,
            personal_data,
        )
        from community.members import sections  # noqa: PLC0415  # the same

        emails.register()
        personal_data.declare()
        discussion_source.join()
        comment_source.join()
        ediscussion_source.join()
        sections.register_panel(panels.follows)
