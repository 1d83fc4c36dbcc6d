"""What facilitators keep on their desk: remarks among themselves, and words that are often needed."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.members.contributions import REASON_LENGTH

REMARK_LENGTH = 1000


class Remark(models.Model):
    """A facilitator's word on a contribution, for the other facilitators only."""

    content_type = models.ForeignKey(ContentType, verbose_name=_("kind"), on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(_("contribution"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("facilitator"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="remarks_on_contributions",
    )
    text = models.CharField(_("remark"), max_length=REMARK_LENGTH)
    created_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="moderation_remark_by_target")]

    def __str__(self) -> str:
        return f"remark {self.content_type_id}/{self.object_id}"


class CannedReply(models.Model):
    """A reason in ready words, which the author reads in the language of her mails."""

    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    text_en = models.CharField(_("words in English"), max_length=REASON_LENGTH)
    text_fr = models.CharField(_("words in French"), max_length=REASON_LENGTH, blank=True)
    text_es = models.CharField(_("words in Spanish"), max_length=REASON_LENGTH, blank=True)
    text_ar = models.CharField(_("words in Arabic"), max_length=REASON_LENGTH, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("ready reason")
        verbose_name_plural = _("ready reasons")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.text_in(get_language() or "en")

    def text_in(self, language: str) -> str:
        """Return the words in a language (its code); the English ones where it has none."""
        return getattr(self, f"text_{language[:2]}", "") or self.text_en
