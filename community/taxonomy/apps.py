from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    name = "community.taxonomy"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Taxonomy")

    def ready(self) -> None:
        """Let a changed term be seen at once."""
        from community.taxonomy import words  # noqa: PLC0415  # models must be loaded first
        from community.taxonomy.models import Term  # noqa: PLC0415  # the same

        def changed(**kwargs: Any) -> None:
            words.forget()

        post_save.connect(changed, sender=Term, weak=False, dispatch_uid="taxonomy.changed")
        post_delete.connect(changed, sender=Term, weak=False, dispatch_uid="taxonomy.deleted")
