"""Words about territories."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Degree(models.TextChoices):
    """How much a territory's authorities decide themselves."""

    UNKNOWN = "unknown", _("Not known")
    DECONCENTRATED = "decon", _("Branches of the state only")
    LIMITED = "limited", _("Own council, limited powers")
    SHARED = "shared", _("Own council, powers and part of the budget")
    FULL = "full", _("Own council, powers, taxes and budget")


class LinkKind(models.TextChoices):
    """What a link of a territory leads to."""

    PLAN = "plan", _("Plan")
    DATA = "data", _("Data")
