"""Words of a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Movement(models.TextChoices):
    """Which way people mostly move, seen from the place that acts."""

    LEAVE = "leave", _("People leave from here")
    ARRIVE = "arrive", _("People arrive here")
    RETURN = "return", _("People come back here")
    BOTH = "both", _("People leave and arrive")


class Status(models.TextChoices):
    """Whether the practice goes on. Only what is not running is said aloud."""

    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")
    PLANNED = "planned", _("Planned, not yet running")
    UNKNOWN = "unknown", _("Not known whether it still runs")


class Evidence(models.TextChoices):
    """How well the results are known."""

    DESCRIBED = "described", _("Described")
    DOCUMENTED = "documented", _("Documented")
    EVALUATED = "evaluated", _("Evaluated")


class Tie(models.TextChoices):
    """What the arc between two places stands for."""

    PARTNERSHIP = "partnership", _("A stated partnership")
    MOVEMENT = "movement", _("People move, no agreement recorded")
    PLACE = "place", _("One place, no partner named")


class Detail(models.TextChoices):
    """How much the source says."""

    BOX = "box", _("Told at length in the source")
    MENTION = "mention", _("Only mentioned in the source")
