from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "home.submissions"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Submissions")

    def ready(self) -> None:
        """Follow the review, say which mails this app writes, and what it keeps about members."""
        from wagtail.signals import workflow_approved, workflow_rejected  # noqa: PLC0415  # models must be loaded first

        from home.submissions import emails, panels, personal_data, receivers, texts  # noqa: PLC0415  # the same

        workflow_approved.connect(receivers.on_approved, dispatch_uid="submissions.approved")
        workflow_rejected.connect(receivers.on_rejected, dispatch_uid="submissions.rejected")
        emails.register()
        panels.join()
        personal_data.declare()
        texts.join()
