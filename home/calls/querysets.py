"""Reads of calls and of their answers."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from community.taxonomy.models import Term
from home.submissions.enums import State
from home.submissions.models import Submission

if TYPE_CHECKING:
    from home.calls.models import Answer, Call  # noqa: F401  # the row types, named in strings below


class CallQuerySet(models.QuerySet["Call"]):
    """Calls, narrowed by adjectives."""

    def open(self, *, now: datetime) -> "CallQuerySet":
        """Those that take answers."""
        return self.filter(opens_at__lte=now, closes_at__gt=now)

    def current(self, *, now: datetime) -> "CallQuerySet":
        """Those that are open or will be, the one that closes first leading."""
        return self.filter(closes_at__gt=now).order_by("closes_at", "pk")

    def closed(self, *, now: datetime) -> "CallQuerySet":
        """Those that are over, the latest first."""
        return self.filter(closes_at__lte=now).order_by("-closes_at", "-pk")

    def for_listing(self) -> "CallQuerySet":
        """With what a row shows, whatever the number of rows."""
        return self.prefetch_related(models.Prefetch("themes", queryset=Term.objects.select_related("parent")))


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers to calls, narrowed by adjectives."""

    def handed_in(self) -> "AnswerQuerySet":
        """Those that were sent in time and not taken back."""
        return self.filter(handed_in_at__isnull=False).exclude(submission__state=State.DRAFT)

    def public(self) -> "AnswerQuerySet":
        """Those that everybody reads as a story."""
        return self.handed_in().filter(submission__state=State.PUBLIC, submission__story__live=True)

    def written_by(self, user: Any) -> "AnswerQuerySet":
        """Those that `user` writes or helps to write."""
        return self.filter(submission__in=Submission.objects.written_by(user))

    def judged_by(self, user: Any) -> "AnswerQuerySet":
        """Those that lie before a panel that `user` sits on."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        panels = apps.get_model("calls", "Panelist")._default_manager.filter(member=user.pk)
        return self.handed_in().filter(call__in=panels.values("call"))

    def for_listing(self) -> "AnswerQuerySet":
        """With what a row shows, whatever the number of rows."""
        return self.select_related("submission__story__locale", "submission__author", "submission__organisation")
