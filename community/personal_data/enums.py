"""Words about personal data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArchiveState(models.TextChoices):
    """Where an archive stands."""

    WANTED = "wanted", _("Being made")
    READY = "ready", _("Ready")
    EXPIRED = "expired", _("Expired")
