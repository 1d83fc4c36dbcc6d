from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_save, pre_delete
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "home.reviews"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        """Follow the workflow, answer the back office, say which mails this app writes and what it keeps."""
        from wagtail.models import TaskState, WorkflowState  # noqa: PLC0415  # models must be loaded first
        from wagtail.signals import (  # noqa: PLC0415  # the same
            task_cancelled,
            task_submitted,
            workflow_approved,
            workflow_rejected,
            workflow_submitted,
        )

        from community.members.models import User  # noqa: PLC0415  # the same
        from home.reviews import emails, panels, personal_data, receivers, texts  # noqa: PLC0415  # the same
        from home.reviews.services import backoffice  # noqa: PLC0415  # the same

        task_submitted.connect(receivers.on_submitted, sender=TaskState, dispatch_uid="reviews.submitted")
        task_cancelled.connect(receivers.on_cancelled, sender=TaskState, dispatch_uid="reviews.cancelled")
        post_save.connect(receivers.on_account_saved, sender=User, dispatch_uid="reviews.account")
        pre_delete.connect(receivers.on_account_deleted, sender=User, dispatch_uid="reviews.deleted")
        m2m_changed.connect(receivers.on_roles_changed, sender=User.groups.through, dispatch_uid="reviews.roles")
        # Wagtail's own mails have no language and pass by the outbox. A receiver of a known name is bound once, and
        # this app comes before Wagtail's in INSTALLED_APPS.
        for signal, event in (
            (workflow_submitted, "submitted"),
            (workflow_approved, "approved"),
            (workflow_rejected, "rejected"),
        ):
            name = f"workflow_state_{event}_email_notification"
            signal.connect(receivers.silent, sender=WorkflowState, dispatch_uid=name)
        backoffice.register()
        emails.register()
        panels.join()
        personal_data.declare()
        texts.join()
