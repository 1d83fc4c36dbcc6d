"""Words of following."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """What a member wants to hear of one thread or page. Nobody follows anything unless she said so."""

    PLAIN = "plain", _("Only what my themes bring")
    FOLLOWED = "followed", _("In my weekly digest")
    WATCHED = "watched", _("A mail for each new answer")
    MUTED = "muted", _("Nothing, not even in my digest")
