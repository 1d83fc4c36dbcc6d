"""A call, what answers are judged by, and who judges."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.members.models.profile import validate_zone
from community.taxonomy.models import Term
from foundation import countries
from home.calls.enums import HEAVIEST, State, Wanted
from home.calls.querysets import CallQuerySet


class Call(models.Model):
    """A call for practices or proposals. Its times are moments; `zone` says on whose clock they were set."""

    slug = models.SlugField(_("slug"), max_length=70, unique=True)
    title = models.CharField(_("title"), max_length=120)
    wanted = models.CharField(_("asks for"), max_length=10, choices=Wanted.choices, default=Wanted.PRACTICES)
    text = models.TextField(_("text"), max_length=6000)
    themes = models.ManyToManyField(Term, verbose_name=_("themes"), related_name="calls")
    countries = models.JSONField(_("countries"), default=list, blank=True, help_text=_("Empty: all countries."))
    zone = models.CharField(_("time zone of the caller"), max_length=64, validators=[validate_zone])
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("caller"), null=True, on_delete=models.SET_NULL, related_name="calls"
    )
    # A form sent twice makes one call.
    form_key = models.UUIDField(_("form that made it"), null=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"))

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["closes_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="calls_opens_before_it_closes"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is read."""
        return reverse("calls:call", args=[self.slug])

    def state(self, *, now: datetime) -> State:
        """Where it stands at a moment."""
        if now < self.opens_at:
            return State.PLANNED
        return State.OPEN if now < self.closes_at else State.CLOSED

    @property
    def country_names(self) -> list[str]:
        """The countries in the active language; empty when it is for all."""
        return sorted(countries.name_of(iso) for iso in self.countries)


class Criterion(models.Model):
    """What answers are judged by."""

    call = models.ForeignKey(Call, verbose_name=_("call"), on_delete=models.CASCADE, related_name="criteria")
    title = models.CharField(_("criterion"), max_length=160)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "position"], name="calls_one_criterion_a_position"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=HEAVIEST), name="calls_weight_in_range"),
        ]

    def __str__(self) -> str:
        return self.title


class Panelist(models.Model):
    """Somebody who judges the answers to a call. When her account goes, her scores stay without her name."""

    call = models.ForeignKey(Call, verbose_name=_("call"), on_delete=models.CASCADE, related_name="panel")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("member of a panel")
        verbose_name_plural = _("members of panels")
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "member"], name="calls_one_seat_a_member")]

    def __str__(self) -> str:
        return str(self.member) if self.member else "–"
