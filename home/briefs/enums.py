"""Words of briefs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BriefKind(models.TextChoices):
    """What kind of paper a brief is."""

    BRIEF = "brief", _("Policy brief")
    ROADMAP = "roadmap", _("Roadmap")
    GUIDELINE = "guideline", _("Guideline")
    JOINT = "joint", _("Joint submission")


class Cited(models.TextChoices):
    """What a brief can rest on."""

    STORY = "story", _("practice")
    BRIEF = "brief", _("brief")
    POST = "post", _("post in a discussion")
    COMMENT = "comment", _("comment")
