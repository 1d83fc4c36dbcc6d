"""Places that are not a territory of anybody's: countries, and regions of the world."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.territories.enums import WorldRegion


class Named(models.Model):
    """A place with a name in each of the four languages; one that is missing falls back to the English one."""

    name_en = models.CharField(_("name in English"), max_length=160)
    name_fr = models.CharField(_("name in French"), max_length=160, blank=True)
    name_es = models.CharField(_("name in Spanish"), max_length=160, blank=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=160, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language, English when that one has none."""
        language = (get_language() or "en")[:2]
        return getattr(self, f"name_{language}", "") or self.name_en


class Region(Named):
    """A region of the world, such as the Persian Gulf countries: an end of a corridor that no single country is."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("region of the world")
        verbose_name_plural = _("regions of the world")
        ordering = ["name_en"]


class Country(Named):
    """A country, and how free its authorities are to act."""

    iso = models.CharField(_("ISO 3166 code"), max_length=2, unique=True)
    world_region = models.CharField(
        _("region of the world"), max_length=3, choices=WorldRegion.choices, blank=True, db_index=True
    )
    latitude = models.DecimalField(_("latitude, degrees"), max_digits=4, decimal_places=1, null=True, blank=True)
    longitude = models.DecimalField(_("longitude, degrees"), max_digits=4, decimal_places=1, null=True, blank=True)
    decentralisation = models.TextField(
        _("decentralisation"),
        blank=True,
        max_length=1000,
        help_text=_("Who decides on what, and since when. Empty is shown as not known."),
    )
    roles = models.JSONField(_("roles in the founding report"), default=list, blank=True)
    source_lines = models.JSONField(_("lines of the founding report"), default=list, blank=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name_en"]
