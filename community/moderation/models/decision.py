"""The log of what was decided. It holds no words of a contribution, and nobody alters it."""

from typing import Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.members.contributions import REASON_LENGTH
from community.moderation.enums import Action
from community.moderation.querysets import DecisionQuerySet, LogIsClosed

__all__ = ["Decision", "LogIsClosed"]


class Decision(models.Model):
    """What a facilitator decided, or, without one, what happened by itself. Rows are only added.

    It says of what the decision was by kind and number, and outlives it.
    """

    content_type = models.ForeignKey(ContentType, verbose_name=_("kind"), on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(_("number"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("facilitator"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
    )
    action = models.CharField(_("decision"), max_length=12, choices=Action.choices)
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH, blank=True)
    created_at = models.DateTimeField(_("decided"))

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="moderation_decision_by_target")]

    def __str__(self) -> str:
        return f"{self.action} {self.content_type_id}/{self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line of the log.

        Raises:
            LogIsClosed: it is in the log already.
        """
        if not self._state.adding:
            raise LogIsClosed
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse.

        Raises:
            LogIsClosed: always.
        """
        raise LogIsClosed
