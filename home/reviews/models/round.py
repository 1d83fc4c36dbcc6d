"""A round of review: one exact revision, read by two people, by three when they disagree."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, TaskState

from home.reviews.enums import Outcome, Priority
from home.reviews.querysets import RoundQuerySet
from home.submissions.models import Submission


class Round(models.Model):
    """What is read in one go. A text sent again after changes is a new round."""

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="review_rounds")
    # The text that was read stays as long as what was said about it.
    revision = models.ForeignKey(Revision, verbose_name=_("revision"), on_delete=models.RESTRICT, related_name="+")
    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="review_rounds",
    )
    task_state = models.OneToOneField(
        TaskState, verbose_name=_("step of the workflow"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority.choices, default=Priority.NORMAL)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of review")
        verbose_name_plural = _("rounds of review")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(outcome=""), name="reviews_one_open_round_a_page"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", closed_at__isnull=True)
                | models.Q(outcome__in=Outcome.values, closed_at__isnull=False),
                name="reviews_closed_with_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["outcome", "-priority", "opened_at"], name="reviews_round_by_urgency")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> str:
        """The title as it was read."""
        return str(self.revision.content.get("title") or self.page.draft_title)
