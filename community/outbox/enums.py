"""States of a mail that somebody is owed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """OWED until one of the other three; no way back."""

    OWED = "owed", _("Owed")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Nothing to say any more")
    PARKED = "parked", _("Parked after failing")
