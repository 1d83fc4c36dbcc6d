"""Who stands behind a joint submission."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.members.models import Organisation
from home.briefs.models.pages import BriefPage
from home.briefs.querysets import EndorsementQuerySet


class Endorsement(models.Model):
    """An organisation endorses a joint submission, through somebody who speaks for it; it may withdraw at any time.

    It belongs to the source version of the brief, whichever language was read.
    """

    brief = models.ForeignKey(BriefPage, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="endorsements")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="endorsements"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who said so"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="endorsements",
    )
    version = models.PositiveIntegerField(_("version that was read"), default=1)
    endorsed_at = models.DateTimeField(_("endorsed"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects: ClassVar[EndorsementQuerySet] = EndorsementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        ordering = ["endorsed_at"]
        constraints = [
            models.UniqueConstraint(fields=["brief", "organisation"], name="briefs_one_endorsement_an_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.brief_id}"
