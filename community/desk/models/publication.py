"""A question and its answer as everybody reads them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from community.desk.models.question import TITLE_LENGTH, Question
from community.desk.querysets import PublicationQuerySet
from community.taxonomy.models import Term
from community.territories.models import Territory


class Publication(models.Model):
    """Words of its own, edited for readers; it stays, without a name, when the question goes with its asker."""

    question = models.OneToOneField(
        Question,
        verbose_name=_("question"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="publication",
    )
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asker, if she is named"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author of the answer, if named"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    asked = models.TextField(_("the question, as edited"))
    asked_html = models.TextField(_("the question as HTML, cleaned when written"), editable=False)
    answered = models.TextField(_("the answer, as edited"))
    answered_html = models.TextField(_("the answer as HTML, cleaned when written"), editable=False)
    language = models.CharField(_("language"), max_length=5, default="en")
    theme = models.ForeignKey(
        Term, verbose_name=_("theme"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    territory = models.ForeignKey(
        Territory, verbose_name=_("territory"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(_("published"))

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("published answer")
        verbose_name_plural = _("published answers")
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """The last part of its address; letters of every script are kept."""
        words = slugify(self.title, allow_unicode=True)[:60].strip("-")
        return f"{self.pk}-{words or 'answer'}"

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return reverse("desk:published", args=[self.address])
