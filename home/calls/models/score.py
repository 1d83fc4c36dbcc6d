"""What a judge gives an answer: one score, a mark a criterion."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.calls.enums import HIGHEST, LOWEST
from home.calls.models.answer import Answer
from home.calls.models.call import Criterion, Panelist


class Score(models.Model):
    """One judge's score of one answer."""

    panelist = models.ForeignKey(
        Panelist, verbose_name=_("member of the panel"), on_delete=models.CASCADE, related_name="scores"
    )
    answer = models.ForeignKey(Answer, verbose_name=_("answer"), on_delete=models.CASCADE, related_name="scores")
    scored_at = models.DateTimeField(_("scored"))

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["panelist", "answer"], name="calls_one_score_an_answer")]

    def __str__(self) -> str:
        return f"{self.answer}, {self.panelist}"


class Mark(models.Model):
    """One criterion's points, 1 to 5, with a note."""

    score = models.ForeignKey(Score, verbose_name=_("score"), on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(
        Criterion, verbose_name=_("criterion"), on_delete=models.PROTECT, related_name="marks"
    )
    points = models.PositiveSmallIntegerField(_("points"))
    note = models.TextField(_("note"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["score", "criterion"], name="calls_one_mark_a_criterion"),
            models.CheckConstraint(condition=Q(points__gte=LOWEST, points__lte=HIGHEST), name="calls_points_in_range"),
        ]

    def __str__(self) -> str:
        return str(self.points)
