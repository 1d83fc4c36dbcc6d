"""A call for submissions inside a discussion: the form that facilitators make, and what members hand in."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.ediscussions.models.discussion import EDiscussion
from community.ediscussions.querysets import HandedInQuerySet

ANSWER_LENGTH = 5000
SHORT_LENGTH = 300


class FormQuestion(models.Model):
    """One question of the form. Once somebody has answered, the questions stay as they are."""

    discussion = models.ForeignKey(
        EDiscussion, verbose_name=_("discussion"), on_delete=models.CASCADE, related_name="form_questions"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    label = models.CharField(_("question"), max_length=200)
    help = models.CharField(_("help"), max_length=300, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=True)
    is_long = models.BooleanField(_("answered at length"), default=True)

    class Meta:
        verbose_name = _("question of a form")
        verbose_name_plural = _("questions of forms")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["discussion", "position"], name="ediscussions_one_field_a_position"),
        ]

    def __str__(self) -> str:
        return self.label


class Submission(models.Model):
    """What one member handed in. A confidential one is read by its author and the discussion's facilitators only."""

    discussion = models.ForeignKey(
        EDiscussion, verbose_name=_("discussion"), on_delete=models.CASCADE, related_name="submissions"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    is_confidential = models.BooleanField(_("confidential"), default=False)
    created_at = models.DateTimeField(_("handed in"))
    # A form sent twice is one submission.
    seal = models.UUIDField(_("form that sent it"), null=True, unique=True, editable=False)

    objects = HandedInQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["discussion", "created_at"], name="ediscussions_submission_order")]

    def __str__(self) -> str:
        return f"{self.discussion_id} {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is read."""
        return reverse("ediscussions:submission", args=[self.discussion.slug, self.pk])


class FormAnswer(models.Model):
    """The answer to one question of the form."""

    submission = models.ForeignKey(
        Submission, verbose_name=_("submission"), on_delete=models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey(
        FormQuestion, verbose_name=_("question"), on_delete=models.PROTECT, related_name="answers"
    )
    text = models.TextField(_("answer"), max_length=ANSWER_LENGTH)

    class Meta:
        verbose_name = _("answer in a form")
        verbose_name_plural = _("answers in forms")
        ordering = ["question__position"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "question"], name="ediscussions_one_answer_a_question"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.question_id}"
