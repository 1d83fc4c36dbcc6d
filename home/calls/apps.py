from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallsConfig(AppConfig):
    name = "home.calls"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Calls")

    def ready(self) -> None:
        """Follow submissions, say which mails this app writes, what it keeps, what digests hear of it."""
        from django.db.models.signals import post_save  # noqa: PLC0415  # models must be loaded first

        from home.calls import digest_source, emails, personal_data, receivers  # noqa: PLC0415  # the same
        from home.submissions.models import Move  # noqa: PLC0415  # the same

        post_save.connect(receivers.on_move, sender=Move, dispatch_uid="calls.submission.moved")
        emails.register()
        personal_data.declare()
        digest_source.join()
