"""Words of the search."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What can be found, in the order of the facet."""

    STORY = "story", _("Practices")
    BRIEF = "brief", _("Policy briefs")
    LIBRARY = "library", _("Library")
    CALL = "call", _("Calls")
    THREAD = "thread", _("Discussions")
    CONSULTATION = "consultation", _("Consultations")
    ANSWER = "answer", _("Answers of the desk")
    EXCHANGE = "exchange", _("Exchanges")
    ORGANISATION = "organisation", _("Organisations")


class Audience(models.TextChoices):
    """Who may find an entry; for what is read from inside a group only, see `of_group`."""

    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Signed-in members")


def of_group(group_id: int) -> str:
    """Return the audience of what only those who may look inside one group may find."""
    return f"group:{group_id}"
