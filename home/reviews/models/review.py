"""One person's review, and conflicts of interest."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.reviews.enums import ReviewState, Verdict
from home.reviews.models.round import Round
from home.reviews.querysets import ReviewQuerySet


class Review(models.Model):
    """What one reviewer says in one round."""

    round = models.ForeignKey(Round, verbose_name=_("round"), on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewer"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="reviews",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the site proposed her."),
    )
    state = models.CharField(_("state"), max_length=10, choices=ReviewState.choices, default=ReviewState.PROPOSED)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, blank=True)
    reason = models.TextField(_("reason, for the authors"), blank=True, max_length=2000)
    notes = models.JSONField(_("notes on the criteria"), default=dict, blank=True)
    named = models.BooleanField(_("the authors may see the name"), default=False)
    due_on = models.DateField(_("due"))
    proposed_at = models.DateTimeField(_("asked"))
    declared_at = models.DateTimeField(_("declared"), null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "reviewer"], name="reviews_one_review_a_reviewer"),
            models.CheckConstraint(
                condition=models.Q(state=ReviewState.DECIDED, verdict__in=Verdict.values, decided_at__isnull=False)
                | (~models.Q(state=ReviewState.DECIDED) & models.Q(verdict="", decided_at__isnull=True)),
                name="reviews_decided_with_a_verdict",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="reviews_review_by_due")]

    def __str__(self) -> str:
        return f"{self.round}, {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        """The reviewer's page; before she declared, where she does."""
        name = "reviews:declare" if self.state == ReviewState.PROPOSED else "reviews:review"
        return reverse(name, args=[self.pk])


class Conflict(models.Model):
    """Somebody declared a conflict of interest on a page: she is not asked again for it."""

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="+"
    )
    declared_at = models.DateTimeField(_("declared"))

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [models.UniqueConstraint(fields=["page", "member"], name="reviews_one_conflict_a_page")]

    def __str__(self) -> str:
        return f"{self.page}: {self.member}"
