"""States of a mail that somebody is owed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """OWED until one of the others; no way back."""

    OWED = "owed", _("Owed")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Nothing to say any more")
    SUPPRESSED = "suppressed", _("Not sent: the address wants no such mail")
    PARKED = "parked", _("Parked after failing")
