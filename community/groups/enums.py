"""Words of groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupKind(models.TextChoices):
    """Who knows of a group, and who may read what is inside."""

    PUBLIC = "public", _("Public")
    RESTRICTED = "restricted", _("Restricted")
    PRIVATE = "private", _("Private")


class Joining(models.TextChoices):
    """How one becomes a member."""

    AT_ONCE = "at-once", _("At once")
    REQUEST = "request", _("On request: a facilitator of the group decides")
    INVITATION = "invitation", _("By invitation only")


class GroupRole(models.TextChoices):
    """What a member of a group is in it."""

    MEMBER = "member", _("Member")
    FACILITATOR = "facilitator", _("Facilitator of this group")


class MembershipState(models.TextChoices):
    """Where a membership stands."""

    REQUESTED = "requested", _("Waiting for a facilitator of the group")
    ACTIVE = "active", _("Member")
    LEFT = "left", _("Left")
    REMOVED = "removed", _("Removed")
    REFUSED = "refused", _("Refused")
