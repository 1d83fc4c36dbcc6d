"""Reads of territories and corridors."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from community.territories.models import Corridor, Territory  # noqa: F401  # the row types, named in strings below

ENDS = ("origin", "origin_territory", "origin_region", "residence", "residence_territory", "residence_region")


class CorridorQuerySet(models.QuerySet["Corridor"]):
    """Corridors, narrowed by adjectives."""

    def with_ends(self) -> "CorridorQuerySet":
        """With both ends, whatever kind of place they are."""
        return self.select_related(*ENDS)

    def touching(self, territory: "Territory") -> "CorridorQuerySet":
        """Those that begin or end in a territory, or in one of its countries."""
        here = models.Q(origin_territory=territory) | models.Q(residence_territory=territory)
        countries = territory.countries.through._default_manager.filter(territory=territory).values("country")
        return self.filter(here | models.Q(origin__in=countries) | models.Q(residence__in=countries))
