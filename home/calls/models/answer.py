"""An answer to a call, and what a judge declares before she reads it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from home.calls.models.call import Call, Panelist
from home.calls.querysets import AnswerQuerySet
from home.submissions.models import Submission


class Answer(models.Model):
    """A submission that answers a call: a draft until it is sent, handed in when that was in time."""

    call = models.ForeignKey(Call, verbose_name=_("call"), on_delete=models.CASCADE, related_name="answers")
    submission = models.ForeignKey(
        Submission, verbose_name=_("submission"), on_delete=models.CASCADE, related_name="call_answers"
    )
    begun_at = models.DateTimeField(_("begun"))
    handed_in_at = models.DateTimeField(_("handed in"), null=True)
    # The panel judges this text, whatever the reviewers ask to change later.
    revision = models.ForeignKey(
        Revision, verbose_name=_("text as handed in"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a call")
        verbose_name_plural = _("answers to calls")
        ordering = ["handed_in_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "submission"], name="calls_one_answer_a_submission"),
        ]

    def __str__(self) -> str:
        return str(self.submission)


class Declaration(models.Model):
    """Whether a judge is free to judge an answer; said before the text opens."""

    panelist = models.ForeignKey(
        Panelist, verbose_name=_("member of the panel"), on_delete=models.CASCADE, related_name="declarations"
    )
    answer = models.ForeignKey(Answer, verbose_name=_("answer"), on_delete=models.CASCADE, related_name="declarations")
    has_conflict = models.BooleanField(_("has a conflict of interest"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    declared_at = models.DateTimeField(_("declared"))

    class Meta:
        verbose_name = _("declaration of a conflict")
        verbose_name_plural = _("declarations of conflicts")
        constraints = [
            models.UniqueConstraint(fields=["panelist", "answer"], name="calls_one_declaration_an_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.panelist}: {self.has_conflict}"
