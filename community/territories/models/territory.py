"""A place that an authority answers for, and what is known of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.enums import Degree, LinkKind
from community.territories.models.country import Country, Named


class Territory(Named, ClusterableModel):
    """A place from commune to federated state; or a whole country, or several. Unknown is a value: left empty."""

    class Basis(models.TextChoices):
        """How we know which country the place lies in."""

        STATED = "stated", _("Stated in the source")
        INFERRED = "inferred", _("Our reading of the source")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    external_id = models.CharField(
        _("external id"),
        max_length=80,
        null=True,
        blank=True,
        unique=True,
        help_text=_("The id in the list it came from. An import finds the row by it."),
    )
    level = models.ForeignKey(
        Term,
        verbose_name=_("level"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.TERRITORY_LEVELS},
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("lies in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("The next larger territory."),
    )
    countries = models.ManyToManyField(Country, verbose_name=_("countries"), related_name="territories")
    latitude = models.DecimalField(_("latitude, degrees"), max_digits=4, decimal_places=1)
    longitude = models.DecimalField(_("longitude, degrees"), max_digits=4, decimal_places=1)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis.choices, default=Basis.STATED)
    population = models.PositiveBigIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(
        _("year of the population figure"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1800), MaxValueValidator(2100)],
    )
    population_source = models.CharField(_("source of the population figure"), max_length=200, blank=True)
    languages = models.ManyToManyField(
        Term,
        verbose_name=_("languages spoken"),
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.LANGUAGES},
    )
    decentralisation = models.CharField(
        _("degree of decentralisation"), max_length=10, choices=Degree.choices, default=Degree.UNKNOWN
    )
    next_election_on = models.DateField(_("next election"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["name_en"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="territories_point_on_earth",
            ),
            models.CheckConstraint(condition=~models.Q(parent=models.F("pk")), name="territories_not_in_itself"),
            models.CheckConstraint(
                condition=models.Q(population__isnull=True)
                | models.Q(population_year__isnull=False) & ~models.Q(population_source=""),
                name="territories_population_has_year_and_source",
                violation_error_message=_("Give the year and the source of the population figure."),
            ),
        ]

    def clean(self) -> None:
        """Refuse a territory that lies in itself, directly or through others."""
        super().clean()
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError(
                    {"parent": _("%(parent)s lies in this territory. Choose another one.") % {"parent": self.parent}}
                )
            seen.add(above.pk)
            above = above.parent

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Name its corridors anew when its own name in addresses changed."""
        before = Territory.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        super().save(*args, **kwargs)
        if before is not None and before != self.slug:
            for corridor in [*self.corridors_from.all(), *self.corridors_to.all()]:
                corridor.save(update_fields=["slug", "turned_slug", "pair"])

    def get_absolute_url(self) -> str:
        """The territory's own page."""
        return reverse("territories:territory", args=[self.slug])


class Competence(models.Model):
    """A subject, and the level that decides on it for a territory."""

    territory = ParentalKey(
        Territory, verbose_name=_("territory"), on_delete=models.CASCADE, related_name="competences"
    )
    subject = models.CharField(_("subject"), max_length=120, help_text=_("For example: schools, water, housing."))
    decided_at = models.ForeignKey(
        Term,
        verbose_name=_("level that decides"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.TERRITORY_LEVELS},
        help_text=_("Empty is shown as not known."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        ordering = ["subject"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "subject"], name="territories_one_row_a_subject"),
        ]

    def __str__(self) -> str:
        return self.subject


class TerritoryLink(models.Model):
    """A plan or a set of data about a territory, kept elsewhere."""

    territory = ParentalKey(Territory, verbose_name=_("territory"), on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=10, choices=LinkKind.choices)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), max_length=500)
    owner = models.CharField(_("owner"), max_length=160, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    period = models.CharField(_("period"), max_length=60, blank=True, help_text=_("For example: 2021 to 2026."))

    class Meta:
        verbose_name = _("plan or data")
        verbose_name_plural = _("plans and data")
        ordering = ["kind", "title"]

    def __str__(self) -> str:
        return self.title
