from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "home.practices"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Practices")

    def ready(self) -> None:
        """Tell digests, the outbox, the data map and the pages of places of the stories."""
        # Models must be loaded first.
        from wagtail.signals import page_published  # noqa: PLC0415

        from community.territories.models import Corridor, Country, Territory  # noqa: PLC0415
        from home.practices import digest_source, emails, linking, personal_data, places, receivers  # noqa: PLC0415
        from home.practices.models import StoryPage  # noqa: PLC0415

        page_published.connect(receivers.on_published, sender=StoryPage, dispatch_uid="practices.published")
        for model in (Territory, Country, Corridor):
            post_save.connect(receivers.on_place_changed, sender=model, dispatch_uid=f"practices.{model.__name__}")
        digest_source.join()
        emails.register()
        personal_data.declare()
        places.join()
        linking.join()
