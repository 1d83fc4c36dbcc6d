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


class WorldRegion(models.TextChoices):
    """Where in the world a country lies: codes and borders of the UN's standard M49."""

    AFRICA = "002", _("Africa")
    NORTH_AMERICA = "021", _("Northern America")
    LATIN_AMERICA = "419", _("Latin America and the Caribbean")
    ASIA = "142", _("Asia")
    EUROPE = "150", _("Europe")
    OCEANIA = "009", _("Oceania")
