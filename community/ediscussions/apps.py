from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EDiscussionsConfig(AppConfig):
    name = "community.ediscussions"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Facilitated discussions")

    def ready(self) -> None:
        """Frame the threads of discussions, keep their days, say which mails this app writes and what it keeps."""
        from community.discussions import frames, gates  # noqa: PLC0415  # models must be loaded first
        from community.ediscussions import emails, framing, gate, personal_data  # noqa: PLC0415  # the same
        from community.ediscussions.services import submissions  # noqa: PLC0415  # the same
        from community.members import pacing  # noqa: PLC0415  # the same

        frames.register(framing.Framer())
        gates.register(gate.Keeper())
        pacing.register(submissions.moments)
        emails.register()
        personal_data.declare()
