"""Reads of flags, decisions, and of what authors do against them."""

from typing import TYPE_CHECKING, Any, NoReturn

from django.contrib.contenttypes.models import ContentType
from django.db import models

if TYPE_CHECKING:
    from community.moderation.models import (  # noqa: F401  # named in base classes' subscripts
        Appeal,
        Decision,
        Flag,
        Repair,
    )


class LogIsClosed(TypeError):  # the house names a refusal by what happened
    """A line of the decision log is neither changed nor taken away, whoever asks."""


def on(target: models.Model) -> dict[str, Any]:
    """Return what rows on one contribution have in common."""
    return {"content_type": ContentType.objects.get_for_model(target), "object_id": target.pk}


class FlagQuerySet(models.QuerySet["Flag"]):
    """Flags, narrowed by adjectives."""

    def open(self) -> "FlagQuerySet":
        """Not decided yet."""
        return self.filter(decision__isnull=True)

    def on(self, target: models.Model) -> "FlagQuerySet":
        """Flags on one contribution."""
        return self.filter(**on(target))


class RepairQuerySet(models.QuerySet["Repair"]):
    """Times to change, narrowed by adjectives."""

    def open(self) -> "RepairQuerySet":
        """No facilitator has decided yet."""
        return self.filter(decision__isnull=True)

    def repaired(self) -> "RepairQuerySet":
        """The author changed her words, and they are shown until a facilitator decides."""
        return self.open().filter(repaired_at__isnull=False)

    def on(self, target: models.Model) -> "RepairQuerySet":
        """Those on one contribution."""
        return self.filter(**on(target))


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Appeals, narrowed by adjectives."""

    def open(self) -> "AppealQuerySet":
        """Nobody has decided yet."""
        return self.filter(outcome__isnull=True)

    def on(self, target: models.Model) -> "AppealQuerySet":
        """Appeals on one contribution."""
        return self.filter(**on(target))


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions, narrowed by adjectives. The log is written and read, nothing else."""

    def on(self, target: models.Model) -> "DecisionQuerySet":
        """Decisions on one contribution."""
        return self.filter(**on(target))

    def update(self, **values: Any) -> int:
        """Take a name away with its account; refuse everything else.

        Raises:
            LogIsClosed: something else would change.
        """
        if values != {"actor": None}:
            raise LogIsClosed
        return super().update(**values)

    def delete(self) -> NoReturn:
        """Refuse.

        Raises:
            LogIsClosed: always.
        """
        raise LogIsClosed

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse.

        Raises:
            LogIsClosed: always.
        """
        raise LogIsClosed
