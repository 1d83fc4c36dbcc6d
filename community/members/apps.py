from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    default = True
    name = "community.members"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Members")

    def ready(self) -> None:
        """Register the mails this app writes."""
        from community.members import (  # noqa: PLC0415  # models must be loaded first
            claim_emails,
            emails,
            pacing,
            places,
            receivers,
        )
        from community.members.services import claims, organisations  # noqa: PLC0415  # the same

        emails.register()
        claim_emails.register()
        receivers.connect()
        places.join()
        pacing.register(organisations.moments)
        pacing.register(claims.moments)


class BackOfficeUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users app with our screens."""

    default = False
    user_viewset = "community.members.viewsets.UserViewSet"
