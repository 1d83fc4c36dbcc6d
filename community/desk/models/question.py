"""A question asked in private, and the log of what was done with it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.desk.enums import WAITING, Consent, State
from community.desk.querysets import QuestionQuerySet
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Territory

TITLE_LENGTH = 160
NOTE_LENGTH = 500


class Question(models.Model):
    """Read by its asker, the facilitators and the expert it was passed on to; by nobody else. It goes with her."""

    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asker"), on_delete=models.CASCADE, related_name="questions"
    )
    title = models.CharField(_("in one line"), max_length=TITLE_LENGTH)
    text = models.TextField(_("text, as written"))
    html = models.TextField(_("HTML, cleaned when written"), editable=False)
    language = models.CharField(_("language"), max_length=5, default="en")
    theme = models.ForeignKey(
        Term,
        verbose_name=_("theme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.THEMES},
    )
    territory = models.ForeignKey(
        Territory, verbose_name=_("territory"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    consent = models.CharField(_("what others may read"), max_length=8, choices=Consent.choices, default=Consent.NONE)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked"))
    due_at = models.DateTimeField(_("answer due"))
    submission = models.UUIDField(_("seal of the form that sent it"), null=True, unique=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question at the desk")
        verbose_name_plural = _("questions at the desk")
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="desk_question_by_due"),
            models.Index(fields=["asker", "-asked_at"], name="desk_question_by_asker"),
        ]

    def __str__(self) -> str:
        # Never the words: this goes into logs and lists.
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        """Where those who may read it read it."""
        return reverse("desk:question", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """It still owes an answer."""
        return self.state in WAITING

    def is_late(self, *, now: datetime) -> bool:
        """Its answer is overdue."""
        return self.is_waiting and self.due_at <= now


class Step(models.Model):
    """One line of a question's log. by: None for what happened by itself, and for former members."""

    question = models.ForeignKey(Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="steps")
    before = models.CharField(_("from"), max_length=10, choices=State.choices, blank=True)
    after = models.CharField(_("to"), max_length=10, choices=State.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(_("note for the facilitators"), max_length=NOTE_LENGTH, blank=True)
    taken_at = models.DateTimeField(_("taken"))

    class Meta:
        verbose_name = _("step of a question")
        verbose_name_plural = _("steps of questions")
        ordering = ["taken_at", "pk"]

    def __str__(self) -> str:
        return f"{self.before} > {self.after}"
