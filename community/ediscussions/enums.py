"""Words of facilitated discussions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a discussion stands. It follows from the dates, the clock of its zone, and whether the reply is out."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    SUMMING_UP = "summing_up", _("Summing up")
    CLOSED = "closed", _("Closed")
