from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionsConfig(AppConfig):
    name = "community.discussions"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Discussions")

    def ready(self) -> None:
        """Let posts count among what a member writes in a while, show on her page, and be among her data."""
        from community.discussions import group_parts, kinds, personal_data, places  # noqa: PLC0415  # models must be loaded first
        from community.discussions.portrait import contributions  # noqa: PLC0415  # the same
        from community.discussions.services import posts  # noqa: PLC0415  # models must be loaded first
        from community.members import pacing, sections  # noqa: PLC0415  # the same

        pacing.register(posts.moments)
        sections.register_contributions(contributions)
        group_parts.join()
        kinds.join()
        places.join()
        personal_data.declare()
