from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BriefsConfig(AppConfig):
    name = "home.briefs"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Policy briefs")

    def ready(self) -> None:
        """Listen to Wagtail's publishing, and tell digests of new briefs."""
        from wagtail.signals import page_published  # noqa: PLC0415  # models must be loaded first

        from home.briefs import digest_source, receivers  # noqa: PLC0415  # the same
        from home.briefs.models import BriefPage  # noqa: PLC0415  # the same

        page_published.connect(receivers.on_published, sender=BriefPage, dispatch_uid="briefs.citations")
        digest_source.join()
