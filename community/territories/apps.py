from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class TerritoriesConfig(AppConfig):
    name = "community.territories"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Territories")

    def ready(self) -> None:
        """Let a changed name be seen at once."""
        from community.territories import names  # noqa: PLC0415  # models must be loaded first
        from community.territories.models import Corridor, Country, Region, Territory  # noqa: PLC0415  # the same

        def changed(**kwargs: Any) -> None:
            names.forget()

        for model in (Country, Region, Territory, Corridor):
            post_save.connect(changed, sender=model, weak=False, dispatch_uid=f"territories.changed.{model.__name__}")
            post_delete.connect(changed, sender=model, weak=False, dispatch_uid=f"territories.deleted.{model.__name__}")
