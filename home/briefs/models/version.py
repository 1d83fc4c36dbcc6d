"""Versions of a brief: what its text was each time a changed text was published."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from home.briefs.models.pages import BriefPage


class BriefVersion(models.Model):
    """One published text of a brief in one language. Editors' revisions may be purged; a version stays."""

    brief = models.ForeignKey(BriefPage, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    identifier = models.CharField(_("identifier"), max_length=60)
    revision = models.ForeignKey(
        Revision, verbose_name=_("revision"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    content = models.JSONField(_("text as published"), encoder=DjangoJSONEncoder)
    digest = models.CharField(_("checksum of the text"), max_length=64)
    published_at = models.DateTimeField(_("published"))

    class Meta:
        verbose_name = _("version of a brief")
        verbose_name_plural = _("versions of briefs")
        ordering = ["brief", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["brief", "number"], name="briefs_one_version_a_number"),
            models.UniqueConstraint(fields=["identifier"], name="briefs_one_version_an_identifier"),
        ]

    def __str__(self) -> str:
        return self.identifier
