"""Words of reactions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sign(models.TextChoices):
    """What a member says with one press."""

    THANKS = "thanks", _("Thank you")
    SAME = "same", _("We have this too")
