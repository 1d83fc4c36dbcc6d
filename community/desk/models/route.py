"""To whom a question was passed on, and what was answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.desk.enums import Outcome, RouteKind
from community.desk.models.question import NOTE_LENGTH, Question
from community.discussions.models import Thread


class Route(models.Model):
    """One passing on, to an expert or to a space; one at a time."""

    question = models.ForeignKey(Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="routes")
    kind = models.CharField(_("to"), max_length=6, choices=RouteKind.choices)
    expert = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("expert"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    thread = models.ForeignKey(
        Thread, verbose_name=_("thread"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(_("note for the expert"), max_length=NOTE_LENGTH, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices, default=Outcome.OPEN)
    routed_at = models.DateTimeField(_("passed on"))
    remind_at = models.DateTimeField(_("reminder due"))
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)

    class Meta:
        verbose_name = _("passing on of a question")
        verbose_name_plural = _("passings on of questions")
        ordering = ["routed_at", "pk"]
        constraints = [
            # Of two facilitators who pass it on at once, one does.
            models.UniqueConstraint(
                fields=["question"], condition=Q(outcome=Outcome.OPEN), name="desk_one_open_route_a_question"
            ),
        ]
        indexes = [
            models.Index(fields=["expert", "outcome"], name="desk_route_by_expert"),
            models.Index(
                fields=["remind_at"],
                condition=Q(outcome=Outcome.OPEN, reminded_at__isnull=True),
                name="desk_route_to_remind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.kind} {self.outcome}"


class Answer(models.Model):
    """What an expert or a facilitator answered; helped: what the asker said of it, None so far."""

    question = models.ForeignKey(Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="desk_answers",
    )
    text = models.TextField(_("text, as written"))
    html = models.TextField(_("HTML, cleaned when written"))
    is_named = models.BooleanField(_("may be published under the author's name"), default=False)
    helped = models.BooleanField(_("it answered the question"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"))
    submission = models.UUIDField(_("seal of the form that sent it"), null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("answer of the desk")
        verbose_name_plural = _("answers of the desk")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["author", "-created_at"], name="desk_answer_by_author")]

    def __str__(self) -> str:
        return f"{self.question} {self.pk}"
