"""The text: numbered paragraphs, each with every wording it ever had since it was put to discussion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.consultations.models.consultation import Consultation
from community.consultations.validators import REASON_LENGTH


class Paragraph(models.Model):
    """A paragraph as it reads now. Its number never changes once others speak of it."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="paragraphs"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("text, as written"))
    html = models.TextField(_("HTML, cleaned when written"))
    version = models.PositiveSmallIntegerField(_("wording"), default=1)

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="consultations_one_paragraph_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="consultations_paragraphs_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}/{self.number}"


class Version(models.Model):
    """One wording of a paragraph, the present one too. The first is that with which the discussion began."""

    paragraph = models.ForeignKey(
        Paragraph, verbose_name=_("paragraph"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("wording"))
    text = models.TextField(_("text, as written"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.CharField(_("why"), max_length=REASON_LENGTH, blank=True)
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("wording of a paragraph")
        verbose_name_plural = _("wordings of paragraphs")
        ordering = ["paragraph", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "number"], name="consultations_one_wording_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph_id}.{self.number}"
