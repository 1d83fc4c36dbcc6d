"""Reads of flags and decisions."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models

if TYPE_CHECKING:
    from community.moderation.models import Decision, Flag  # noqa: F401  # named in a base class's subscript


class FlagQuerySet(models.QuerySet["Flag"]):
    """Flags, narrowed by adjectives."""

    def open(self) -> "FlagQuerySet":
        """Not decided yet."""
        return self.filter(decision__isnull=True)

    def on(self, target: models.Model) -> "FlagQuerySet":
        """Flags on one contribution."""
        return self.filter(content_type=ContentType.objects.get_for_model(target), object_id=target.pk)

    def of_model(self, model: type[models.Model]) -> "FlagQuerySet":
        """Flags on contributions of one kind."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions, narrowed by adjectives."""

    def on(self, target: models.Model) -> "DecisionQuerySet":
        """Decisions on one contribution."""
        return self.filter(content_type=ContentType.objects.get_for_model(target), object_id=target.pk)
