"""Somebody who answers for a story said that it is still true."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Confirmation(models.Model):
    """One yes. Rows are added, never changed; all language versions of a story share them."""

    story_key = models.UUIDField(_("translation key of the story"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_on = models.DateField(_("confirmed on"))

    class Meta:
        verbose_name = _("confirmation of a story")
        verbose_name_plural = _("confirmations of stories")
        ordering = ["-confirmed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["story_key", "confirmed_on"], name="practices_one_confirmation_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.confirmed_on}"
