"""Who has a place at an exchange, who waits, and in what order they came."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.enums import ExchangeState, RegistrationState
from events.models.pages import ExchangePage
from events.querysets import RegistrationQuerySet


class Registration(models.Model):
    """One member's place at one exchange, or place in line. Written by services.registrations under the seat lock."""

    exchange = models.ForeignKey(
        ExchangePage,
        verbose_name=_("exchange"),
        on_delete=models.PROTECT,
        related_name="registrations",
        help_text=_("Always the source version, whichever language was read."),
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="registrations"
    )
    state = models.CharField(_("state"), max_length=10, choices=RegistrationState.choices)
    sequence = models.PositiveIntegerField(
        _("order"), help_text=_("Number in the order of arrival at this exchange, from 1. Never given twice.")
    )
    revision = models.PositiveIntegerField(
        _("revision"), default=1, help_text=_("Rises whenever the state changes: each mail tells of one revision.")
    )
    listening_language = models.SlugField(_("listens in"), max_length=60, blank=True)
    by_telephone = models.BooleanField(_("joins by telephone"), default=False)
    created_at = models.DateTimeField(_("first registered"))
    changed_at = models.DateTimeField(_("state since"))
    promoted_at = models.DateTimeField(_("moved up from the waiting list"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["exchange", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["exchange", "member"], name="events_one_registration_a_member"),
            models.UniqueConstraint(fields=["exchange", "sequence"], name="events_one_member_a_sequence"),
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="events_sequence_from_one"),
            models.CheckConstraint(
                condition=models.Q(state__in=RegistrationState.values), name="events_known_registration_state"
            ),
        ]
        indexes = [models.Index(fields=["exchange", "state", "sequence"], name="events_by_state_in_order")]

    def __str__(self) -> str:
        return f"{self.exchange_id}:{self.sequence} {self.state}"

    @property
    def is_confirmed(self) -> bool:
        """The member has a place."""
        return self.state == RegistrationState.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        """The member is in line."""
        return self.state == RegistrationState.WAITING

    @property
    def is_active(self) -> bool:
        """The member has a place or is in line."""
        return self.state != RegistrationState.CANCELLED


class Roll(models.Model):
    """What must outlive both edits of the page and erased members: the last number given, the last news told.

    The page's own row is written anew at each publication, so counters cannot live there.
    """

    exchange = models.OneToOneField(
        ExchangePage, verbose_name=_("exchange"), on_delete=models.CASCADE, primary_key=True, related_name="roll"
    )
    last_sequence = models.PositiveIntegerField(_("last number given"), default=0)
    told_state = models.CharField(
        _("state last told to those registered"),
        max_length=10,
        choices=ExchangeState.choices,
        default=ExchangeState.SCHEDULED,
    )
    cancellations = models.PositiveIntegerField(_("times cancelled"), default=0)

    class Meta:
        verbose_name = _("roll")
        verbose_name_plural = _("rolls")

    def __str__(self) -> str:
        return f"{self.exchange_id} {self.last_sequence}"
