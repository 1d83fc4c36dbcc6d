"""Reads of submissions."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from home.submissions.enums import OPEN, State

if TYPE_CHECKING:
    from home.submissions.models import Submission  # noqa: F401  # the row type, named in strings below


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Submissions, narrowed by adjectives."""

    def written_by(self, user: Any) -> "SubmissionQuerySet":
        """Those that `user` writes or helps to write; nobody's for who is signed out."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        co_authored = apps.get_model("submissions", "CoAuthor")._default_manager.filter(member=user.pk)
        return self.filter(Q(author=user.pk) | Q(pk__in=co_authored.values("submission")))

    def visible_to(self, user: Any) -> "SubmissionQuerySet":
        """Those that `user` may see: her own, and for facilitators every one that left its authors' hands."""
        own = self.written_by(user)
        if user.is_authenticated and user.is_facilitator:
            return self.filter(Q(pk__in=own.values("pk")) | ~Q(state=State.DRAFT) | Q(submitted_at__isnull=False))
        return own

    def open(self) -> "SubmissionQuerySet":
        """Those on their way."""
        return self.filter(state__in=OPEN)

    def for_listing(self) -> "SubmissionQuerySet":
        """With what a row shows, whatever the number of rows."""
        return self.select_related("story__locale", "story__latest_revision", "author", "organisation")
