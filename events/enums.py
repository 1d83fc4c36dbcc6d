"""Words of the exchanges."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of exchange it is."""

    WEBINAR = "webinar", _("Webinar")
    WORKSHOP = "workshop", _("Workshop")
    STUDY_VISIT = "study-visit", _("Study visit")
    TRAINING = "training", _("Training")


class Mode(models.TextChoices):
    """Where people take part from."""

    ONLINE = "online", _("Online")
    IN_PERSON = "in-person", _("In person")
    BOTH = "both", _("Online and in person")


class ExchangeState(models.TextChoices):
    """Whether the exchange takes place."""

    SCHEDULED = "scheduled", _("Takes place")
    CANCELLED = "cancelled", _("Cancelled")


class RegistrationState(models.TextChoices):
    """What a member has: a place, a place in line, or neither any more."""

    CONFIRMED = "confirmed", _("Registered")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", _("Cancelled")


class Phase(models.TextChoices):
    """Where an exchange stands in its own time, whoever looks."""

    CANCELLED = "cancelled", _("Cancelled")
    PAST = "past", _("Past")
    BEFORE = "before", _("Not yet open")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
