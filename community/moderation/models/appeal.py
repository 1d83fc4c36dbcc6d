"""What an author can do against a decision: change her words after reports hid them, or appeal."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.moderation.models.decision import Decision
from community.moderation.querysets import AppealQuerySet, RepairQuerySet

APPEAL_LENGTH = 2000


class Repair(models.Model):
    """The time an author has to change what members' reports hid. Open until a facilitator decides."""

    content_type = models.ForeignKey(ContentType, verbose_name=_("kind"), on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(_("contribution"))
    opened_at = models.DateTimeField(_("hidden"))
    until = models.DateTimeField(_("can be changed until"))
    repaired_at = models.DateTimeField(_("changed and shown again"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), null=True, blank=True, on_delete=models.RESTRICT, related_name="+"
    )

    objects = RepairQuerySet.as_manager()

    class Meta:
        verbose_name = _("time to change")
        verbose_name_plural = _("times to change")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=models.Q(decision__isnull=True),
                name="moderation_one_open_repair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id} until {self.until}"


class Appeal(models.Model):
    """An author's word against a decision: once a decision, and judged by another facilitator."""

    content_type = models.ForeignKey(ContentType, verbose_name=_("kind"), on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(_("contribution"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), on_delete=models.CASCADE, related_name="appeals"
    )
    against = models.OneToOneField(
        Decision, verbose_name=_("against the decision"), on_delete=models.RESTRICT, related_name="appeal"
    )
    text = models.TextField(_("why"), max_length=APPEAL_LENGTH)
    created_at = models.DateTimeField(_("sent"))
    outcome = models.OneToOneField(
        Decision,
        verbose_name=_("what was decided on it"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["created_at"], condition=models.Q(outcome__isnull=True), name="moderation_appeal_open"
            ),
        ]

    def __str__(self) -> str:
        return f"appeal {self.content_type_id}/{self.object_id}"
