"""Words of the moderation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a member reports a contribution."""

    PERSONAL = "personal", _("It names or shows a person who asked for help")
    HURTFUL = "hurtful", _("It attacks or insults somebody")
    UNTRUE = "untrue", _("It is untrue, and that can do harm")
    SPAM = "spam", _("It advertises something")
    OTHER = "other", _("Something else")


class Action(models.TextChoices):
    """What a facilitator decides."""

    HIDE = "hide", _("Hide it, with the reason shown in its place")
    RESTORE = "restore", _("Show it again")
    DISMISS = "dismiss", _("Leave it as it is")
