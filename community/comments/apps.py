from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "community.comments"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Comments")

    def ready(self) -> None:
        """Let comments go with their page, count among what a member writes, and be among her data."""
        from community.comments import kinds, personal_data, receivers  # noqa: PLC0415  # models must be loaded first
        from community.comments.services import comments  # noqa: PLC0415  # the same
        from community.members import pacing  # noqa: PLC0415  # the same

        receivers.connect()
        kinds.join()
        personal_data.declare()
        pacing.register(comments.moments)
