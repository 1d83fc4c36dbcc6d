"""A draft proposal on its way to the body it is for, and the public log of that way."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.consultations import times
from community.consultations.enums import RESPONDING, State
from community.consultations.querysets import ConsultationQuerySet
from community.consultations.validators import REASON_LENGTH, TITLE_LENGTH
from community.groups.models import Group
from community.members.models.profile import validate_zone
from community.territories.models import Corridor, Territory


class Consultation(models.Model):
    """A proposal that is discussed, adopted, submitted and answered. That of a group is read from inside only."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    introduction = models.TextField(_("introduction"))
    introduction_html = models.TextField(_("introduction as HTML, cleaned when written"), editable=False)
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("territory"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    corridor = models.ForeignKey(
        Corridor,
        verbose_name=_("corridor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    group = models.ForeignKey(
        Group, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT, related_name="consultations"
    )
    submitted_to = models.CharField(_("will be submitted to"), max_length=TITLE_LENGTH)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("facilitators of this consultation"),
        blank=True,
        related_name="kept_consultations",
    )
    closes_on = models.DateField(_("last day"))
    zone = models.CharField(_("time zone of the last day"), max_length=64, validators=[validate_zone])
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    opened_at = models.DateTimeField(_("put to discussion"), null=True, blank=True)
    answer = models.TextField(_("answer of the body it was submitted to"), blank=True)
    answer_html = models.TextField(_("answer as HTML, cleaned when written"), blank=True, editable=False)
    answered_on = models.DateField(_("day of the answer"), null=True, blank=True)
    created_at = models.DateTimeField(_("made"))
    changed_at = models.DateTimeField(_("changed"))
    submission = models.UUIDField(_("seal of the form that made it"), null=True, unique=True, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(territory__isnull=False) | Q(corridor__isnull=False) | Q(group__isnull=False),
                name="consultations_for_somebody",
                violation_error_message=_("Say for which territory, corridor or group it is."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ANSWERED) | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="consultations_answered_with_words",
            ),
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="consultations_by_state")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is read."""
        return reverse("consultations:consultation", args=[self.slug])

    @property
    def closes_at(self) -> datetime:
        """The moment at which its last day is over where it says."""
        return times.closing(self.closes_on, self.zone)

    def takes_statements(self, *, now: datetime) -> bool:
        """It is in discussion, and its last day is not over."""
        return self.state == State.DISCUSSION and now < self.closes_at

    @property
    def takes_responses(self) -> bool:
        """Its facilitators may say what became of statements."""
        return self.state in RESPONDING

    @property
    def places(self) -> list[Any]:
        """What it is for."""
        return [place for place in (self.territory, self.corridor, self.group) if place is not None]


class Move(models.Model):
    """One line of the public log: who moved it, when and why. Nobody changes one."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="moves"
    )
    before = models.CharField(_("from"), max_length=10, choices=State.choices, blank=True)
    after = models.CharField(
        _("to"), max_length=10, choices=State.choices, help_text=_("The same as before: only the last day changed.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.CharField(_("why"), max_length=REASON_LENGTH, blank=True)
    moved_at = models.DateTimeField(_("moved"))

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ["moved_at", "pk"]
        constraints = [
            # The states form no circle, so none is entered twice: of two at once, one is refused.
            models.UniqueConstraint(
                fields=["consultation", "after"],
                condition=~Q(before=models.F("after")),
                name="consultations_one_move_a_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} > {self.after}"
