"""What a contribution said before its author changed it: kept for the facilitators, who judge what was answered."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WordingQuerySet(models.QuerySet["Wording"]):
    """Earlier wordings, narrowed by adjectives."""

    def of(self, kind: str, target: int) -> "WordingQuerySet":
        """Of one contribution, the oldest first."""
        return self.filter(kind=kind, target=target).order_by("replaced_at", "pk")


class Wording(models.Model):
    """One text that was replaced by another."""

    kind = models.CharField(_("kind"), max_length=10, help_text=_("post or comment"))
    target = models.PositiveBigIntegerField(_("contribution"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), on_delete=models.CASCADE, related_name="+"
    )
    text = models.TextField(_("text, as written"))
    replaced_at = models.DateTimeField(_("replaced"))

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")
        indexes = [models.Index(fields=["kind", "target"], name="wordings_by_contribution")]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"
