"""Whose contributions are shown at once, where that is not simply earned."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.moderation.models.decision import Decision


class Trust(models.Model):
    """What a facilitator's decision did to a member's trust. Without a row it is earned: community/moderation/trust.py.

    A row that takes trust away lets it be earned again, by what is accepted after `since`.
    """

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="trust"
    )
    is_given = models.BooleanField(_("given"))
    since = models.DateTimeField(_("since"))
    decision = models.ForeignKey(Decision, verbose_name=_("decision"), on_delete=models.RESTRICT, related_name="+")

    class Meta:
        verbose_name = _("trust")
        verbose_name_plural = _("trust")

    def __str__(self) -> str:
        return f"{self.member_id} {'+' if self.is_given else '-'}"
