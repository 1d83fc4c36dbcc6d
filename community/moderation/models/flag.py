"""Flags that members raise. They point at contributions of any kind."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.members.contributions import REASON_LENGTH
from community.moderation.enums import Reason
from community.moderation.models.decision import Decision
from community.moderation.querysets import FlagQuerySet


class Flag(models.Model):
    """A member's report that a contribution should be looked at. Open until a decision closes it."""

    content_type = models.ForeignKey(ContentType, verbose_name=_("kind"), on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(_("contribution"))
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reported by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="flags",
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    note = models.CharField(_("note"), max_length=REASON_LENGTH, blank=True)
    created_at = models.DateTimeField(_("reported"))
    decision = models.ForeignKey(
        Decision,
        verbose_name=_("decision"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="flags",
    )
    # Kept beside the decision, which goes when the same member reports the same thing anew.
    dismissals = models.PositiveSmallIntegerField(_("times it was found without ground"), default=0)
    upholds = models.PositiveSmallIntegerField(_("times it was found right"), default=0)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "reporter"], name="moderation_one_flag_a_member"
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"], condition=models.Q(decision__isnull=True), name="moderation_open_by_age"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.content_type_id}/{self.object_id}"
