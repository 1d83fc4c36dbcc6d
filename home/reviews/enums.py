"""Words of a review."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewState(models.TextChoices):
    """Where one person's review stands."""

    PROPOSED = "proposed", _("Asked")
    ACCEPTED = "accepted", _("Reading")
    WITHDRAWN = "withdrawn", _("Withdrawn: conflict of interest")
    RELEASED = "released", _("No longer asked")
    DECIDED = "decided", _("Decided")


class Release(StrEnum):
    """Why somebody who was asked is asked no longer; she did not cause it herself."""

    REPLACED = "replaced"
    TAKEN_BACK = "taken back"
    UNFIT = "unfit"


class Verdict(models.TextChoices):
    """What a reviewer says."""

    APPROVE = "approve", _("Accept it as it is")
    CHANGES = "changes", _("Ask for changes")
    DECLINE = "decline", _("Decline it")


class Outcome(models.TextChoices):
    """How a round ended. A round without one is open."""

    APPROVED = "approve", _("Accepted")
    CHANGES = "changes", _("Changes asked")
    DECLINED = "decline", _("Declined")
    CANCELLED = "cancelled", _("Taken back")


class Priority(models.IntegerChoices):
    """What is read first."""

    LOW = 0, _("Can wait")
    NORMAL = 1, _("Normal")
    HIGH = 2, _("Urgent")


class Criterion(models.TextChoices):
    """What a reviewer looks at, each with a note."""

    CLEAR = "clear", _("Is it clear? Who did what, where and when?")
    HONEST = "honest", _("Is it honest about limits and what did not work?")
    TRANSFERABLE = "transferable", _("Can another place tell what it would need?")
    PERSONAL = "personal", _("Is it free of personal data of migrants?")
    SOURCES = "sources", _("Are sources named for what is claimed?")


# They hold a place among the reviewers of a round.
HOLDING = frozenset({ReviewState.PROPOSED, ReviewState.ACCEPTED, ReviewState.DECIDED})
# They are not done.
PENDING = frozenset({ReviewState.PROPOSED, ReviewState.ACCEPTED})
# They have declared that they have no conflict: the text is open to them.
DECLARED = frozenset({ReviewState.ACCEPTED, ReviewState.DECIDED})
