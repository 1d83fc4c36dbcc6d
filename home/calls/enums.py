"""Words of a call."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Wanted(models.TextChoices):
    """What a call asks for."""

    PRACTICES = "practices", _("Practices")
    PROPOSALS = "proposals", _("Proposals")


class State(models.TextChoices):
    """Where a call stands; it follows from the time, nobody sets it."""

    PLANNED = "planned", _("Opens later")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


LOWEST, HIGHEST = 1, 5
HEAVIEST = 10
