"""Words of the discussions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may read a space."""

    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Signed-in members")
    GROUP = "group", _("Members of the group")


class ThreadKind(models.TextChoices):
    """What a thread is for."""

    QUESTION = "question", _("Question")
    EXPERIENCE = "experience", _("Experience")
    PROBLEM = "problem", _("Problem")
    ANNOUNCEMENT = "announcement", _("Announcement")
