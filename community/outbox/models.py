"""The ledger of owed mail. The row is written with the data it tells of; the worker only pays the debt."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from community.outbox.enums import MailState
from community.outbox.querysets import MailQuerySet, SuppressionQuerySet


class Mail(models.Model):
    """One mail owed to one recipient for one reason, exactly once."""

    kind = models.CharField(_("kind"), max_length=60, help_text=_("Names the renderer, as in registration.confirmed."))
    recipient = models.EmailField(_("recipient"), max_length=254)
    period = models.CharField(
        _("period"), max_length=120, help_text=_("What makes it one of its kind: a week, a row and its state.")
    )
    context = models.JSONField(_("identifiers for the renderer"), default=dict, blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=MailState.choices, default=MailState.OWED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("owed mail")
        verbose_name_plural = _("owed mail")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("kind", Lower("recipient"), "period", name="outbox_one_mail_a_period"),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=models.Q(state=MailState.OWED), name="outbox_owed_by_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"


class Suppression(models.Model):
    """An address that gets no mail of a channel any more, whoever it belongs to; delivery keeps to it."""

    recipient = models.EmailField(_("recipient"), max_length=254)
    channel = models.CharField(
        _("channel"),
        max_length=60,
        blank=True,
        help_text=_("A kind of mail, as in digest.weekly, or its first word, as in digest. Empty: no mail at all."),
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")
        constraints = [
            models.UniqueConstraint(Lower("recipient"), "channel", name="outbox_one_suppression_a_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.channel or '*'} {self.recipient}"
