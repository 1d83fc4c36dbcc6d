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
    """What a facilitator decides, or, from AUTO_HIDE to REPAIR, what happens by itself."""

    HIDE = "hide", _("Hide it, with the reason shown in its place")
    RESTORE = "restore", _("Show it again")
    DISMISS = "dismiss", _("Leave it as it is")
    ACCEPT = "accept", _("Show it")
    DECLINE = "decline", _("Do not show it, with a reason for its author")
    GRANT = "grant", _("The appeal is right: show it")
    UPHOLD = "uphold", _("The decision stands")
    AUTO_HIDE = "auto_hide", _("Hidden by reports, until decided")
    REPAIR = "repair", _("Changed by its author, and shown again")
    DISTRUST = "distrust", _("Hold what the member writes from now on")
    TRUST = "trust", _("Show what the member writes at once")
    MOVE = "move", _("Thread moved to another space")
    MERGE = "merge", _("Thread merged into another")
    SPLIT = "split", _("Thread split")
    LOCK = "lock", _("Thread closed")
    REOPEN = "reopen", _("Thread opened again")
    PIN = "pin", _("Thread pinned to the top of its space")
    UNPIN = "unpin", _("Thread no longer pinned")


class Wait(models.TextChoices):
    """Why something waits for a facilitator."""

    REPORTED = "reported", _("Reported")
    HELD = "held", _("First contribution")
    REPAIRED = "repaired", _("Changed after reports")
    APPEALED = "appealed", _("Appeal")
