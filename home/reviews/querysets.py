"""Reads of reviews."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from home.reviews.enums import DECLARED, HOLDING, PENDING, ReviewState

if TYPE_CHECKING:
    from home.reviews.models import OutsideLink, Review, Round  # noqa: F401  # the row types, named in strings below


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds, narrowed by adjectives."""

    def open(self) -> "RoundQuerySet":
        """Those not decided."""
        return self.filter(outcome="")

    def most_pressing(self) -> "RoundQuerySet":
        """Urgent ones first, then the oldest."""
        return self.order_by("-priority", "opened_at", "pk")

    def written_without(self, user: Any) -> "RoundQuerySet":
        """Those of which `user` is no author: nobody arranges the review of her own text."""
        return self.exclude(
            Q(page__owner=user.pk)
            | Q(submission__author=user.pk)
            | Q(submission__co_authors__member=user.pk)
            | Q(asked_by=user.pk)
        )

    def free_for(self, user: Any) -> "RoundQuerySet":
        """Open ones that miss a reviewer and that `user` could take; whoever takes one is judged again."""
        profile = getattr(user, "profile", None)
        free = self.open().written_without(user).exclude(reviews__reviewer=user.pk)
        conflicts = apps.get_model("reviews", "Conflict")._default_manager.filter(member=user.pk)
        free = free.exclude(page__in=conflicts.values("page"))
        if profile is not None and profile.organisation_id is not None:
            free = free.exclude(
                Q(submission__organisation=profile.organisation_id)
                | Q(page__owner__profile__organisation=profile.organisation_id)
                | Q(submission__author__profile__organisation=profile.organisation_id)
            )
        return free.annotate(
            held=models.Count("reviews", filter=Q(reviews__state__in=HOLDING), distinct=True),
            said=models.Count("reviews", filter=Q(reviews__state=ReviewState.DECIDED), distinct=True),
        ).filter(Q(held__lt=2) | Q(held=2, said=2))

    def for_listing(self) -> "RoundQuerySet":
        """With what a row shows, whatever the number of rows."""
        return self.select_related(
            "page__locale", "page__content_type", "revision", "submission__author", "submission__organisation"
        )


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews, narrowed by adjectives."""

    def of(self, user: Any) -> "ReviewQuerySet":
        """Those that `user` is asked for; one she withdrew from, or that was given to another, is not hers."""
        return self.filter(reviewer=user.pk, state__in=HOLDING)

    def declared(self) -> "ReviewQuerySet":
        """Those whose reviewer said that she has no conflict of interest."""
        return self.filter(state__in=DECLARED)

    def pending(self) -> "ReviewQuerySet":
        """Those without a verdict, of rounds that still wait for one."""
        return self.filter(state__in=PENDING, round__outcome="")

    def holding(self) -> "ReviewQuerySet":
        """Those that hold a place in their round."""
        return self.filter(state__in=HOLDING)

    def overdue(self, *, today: date) -> "ReviewQuerySet":
        """Those that should have been done before today."""
        return self.pending().filter(due_on__lt=today)

    def for_listing(self) -> "ReviewQuerySet":
        """With what a row shows, whatever the number of rows."""
        return self.select_related("round__page__locale", "round__revision", "round__submission")


class OutsideLinkQuerySet(models.QuerySet["OutsideLink"]):
    """Links for outside reviewers, narrowed by adjectives."""

    def standing(self, *, now: datetime) -> "OutsideLinkQuerySet":
        """Those that still open the text."""
        return self.filter(expires_at__gt=now, revoked_at__isnull=True, decided_at__isnull=True)
