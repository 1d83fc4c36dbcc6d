"""A tie between where people come from and where they live."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.territories.models.country import Country, Named, Region
from community.territories.models.territory import Territory
from community.territories.querysets import CorridorQuerySet


def one_of(side: str) -> models.Q:
    """Return the condition that a side names one place: a territory, a country or a region."""
    kinds = (side, f"{side}_territory", f"{side}_region")
    return models.Q.create(
        [models.Q(**{f"{kind}__isnull": kind != named for kind in kinds}) for named in kinds],
        connector=models.Q.OR,
    )


class Corridor(models.Model):
    """Two ends, each a territory, a country or a region of the world; the same object in both directions."""

    slug = models.SlugField(_("slug"), max_length=165, unique=True)
    turned_slug = models.SlugField(_("slug of the other direction"), max_length=165, unique=True, editable=False)
    pair = models.CharField(_("both ends, in one order"), max_length=60, unique=True, editable=False)
    origin = models.ForeignKey(
        Country,
        verbose_name=_("origin: a country"),
        on_delete=models.PROTECT,
        related_name="corridors_from",
        null=True,
        blank=True,
    )
    origin_territory = models.ForeignKey(
        Territory,
        verbose_name=_("origin: a territory"),
        on_delete=models.PROTECT,
        related_name="corridors_from",
        null=True,
        blank=True,
    )
    origin_region = models.ForeignKey(
        Region,
        verbose_name=_("origin: a region of the world"),
        on_delete=models.PROTECT,
        related_name="corridors_from",
        null=True,
        blank=True,
    )
    residence = models.ForeignKey(
        Country,
        verbose_name=_("residence: a country"),
        on_delete=models.PROTECT,
        related_name="corridors_to",
        null=True,
        blank=True,
    )
    residence_territory = models.ForeignKey(
        Territory,
        verbose_name=_("residence: a territory"),
        on_delete=models.PROTECT,
        related_name="corridors_to",
        null=True,
        blank=True,
    )
    residence_region = models.ForeignKey(
        Region,
        verbose_name=_("residence: a region of the world"),
        on_delete=models.PROTECT,
        related_name="corridors_to",
        null=True,
        blank=True,
    )
    basis = models.CharField(_("basis"), max_length=120)
    source_lines = models.JSONField(_("lines of the founding report"), default=list, blank=True)

    objects = CorridorQuerySet.as_manager()

    class Meta:
        verbose_name = _("corridor")
        verbose_name_plural = _("corridors")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=one_of("origin") & one_of("residence"),
                name="territories_corridor_has_two_ends",
                violation_error_message=_("Give each end one place: a territory, a country or a region."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin_end} – {self.residence_end}"

    @property
    def origin_end(self) -> Named | None:
        """The place people come from."""
        return self.origin_territory or self.origin or self.origin_region

    @property
    def residence_end(self) -> Named | None:
        """The place people live in."""
        return self.residence_territory or self.residence or self.residence_region

    def clean(self) -> None:
        """Refuse equal ends, and a corridor that is there already in either direction."""
        super().clean()
        if self.origin_end is None or self.residence_end is None:
            return
        if self.origin_end == self.residence_end:
            raise ValidationError(_("Both ends are the same place. A corridor joins two places."), code="same_ends")
        self._name_both_ways()
        known = Corridor.objects.exclude(pk=self.pk).filter(pair=self.pair).first()
        if known is not None:
            raise ValidationError(
                _("This corridor is there already, as %(corridor)s: it is one in both directions.")
                % {"corridor": known},
                code="known",
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the names of both directions with the ends."""
        self._name_both_ways()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The corridor's own page."""
        return reverse("territories:corridor", args=[self.slug])

    def _name_both_ways(self) -> None:
        ends = [end for end in (self.origin_end, self.residence_end) if end is not None]
        self.pair = "|".join(sorted(f"{type(end).__name__[0]}{end.pk}" for end in ends))
        names = [end.iso.lower() if isinstance(end, Country) else getattr(end, "slug", "") for end in ends]
        self.slug = "-".join(names)
        self.turned_slug = "-".join(reversed(names))
