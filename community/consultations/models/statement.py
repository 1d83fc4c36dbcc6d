"""What members say to a proposal, and what became of it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.consultations.enums import Uptake
from community.consultations.models.consultation import Consultation
from community.consultations.models.paragraph import Paragraph
from community.consultations.querysets import StatementQuerySet
from community.consultations.validators import REASON_LENGTH
from community.members.contributions import REASON_LENGTH as HIDING_LENGTH
from community.members.contributions import ContributionState
from community.members.models import Organisation

STATES = [
    (state.value, state.label)
    for state in (ContributionState.PUBLISHED, ContributionState.HIDDEN, ContributionState.REMOVED)
]


class Statement(models.Model):
    """A member's statement on one paragraph, in the wording it had then, or on the whole."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="statements"
    )
    paragraph = models.ForeignKey(
        Paragraph,
        verbose_name=_("paragraph"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="statements",
        help_text=_("Empty: on the whole."),
    )
    version = models.PositiveSmallIntegerField(_("wording it speaks of"), default=1)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="statements",
    )
    speaks_for = models.ForeignKey(
        Organisation,
        verbose_name=_("in the name of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Kept when the author no longer speaks for it: on that day she did."),
    )
    language = models.CharField(_("language"), max_length=5, default="en")
    text = models.TextField(_("text, as written"))
    html = models.TextField(_("HTML, cleaned when written"))
    state = models.CharField(_("state"), max_length=10, choices=STATES, default=ContributionState.PUBLISHED)
    hidden_reason = models.CharField(_("reason for hiding"), max_length=HIDING_LENGTH, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"))
    submission = models.UUIDField(_("seal of the form that sent it"), null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission"], name="consultations_one_statement_a_form")]
        indexes = [
            models.Index(fields=["consultation", "created_at"], name="consultations_by_time"),
            models.Index(fields=["author", "-created_at"], name="consultations_by_author"),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} #{self.pk}"

    def get_absolute_url(self) -> str:
        """A lasting link to this very statement."""
        return reverse("consultations:statement", args=[self.pk])

    @property
    def is_published(self) -> bool:
        """Everybody reads it who may read the consultation."""
        return self.state == ContributionState.PUBLISHED


class Response(models.Model):
    """What the facilitators answer to a statement: whether it was taken up, and why."""

    statement = models.OneToOneField(
        Statement, verbose_name=_("statement"), on_delete=models.CASCADE, related_name="response"
    )
    uptake = models.CharField(_("what became of it"), max_length=6, choices=Uptake.choices)
    why = models.CharField(_("why"), max_length=REASON_LENGTH)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("response to a statement")
        verbose_name_plural = _("responses to statements")

    def __str__(self) -> str:
        return self.uptake
