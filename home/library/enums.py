"""Words of the library: what an item is, where it stands, who may move it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an item is."""

    REPORT = "report", _("Report")
    GUIDELINE = "guideline", _("Guideline")
    TOOL = "tool", _("Tool")
    LEGAL = "legal", _("Legal text")
    COURSE = "course", _("Course")
    DATA = "data", _("Data")
    OTHER = "other", _("Something else")


class Language(models.TextChoices):
    """The language an item is written in: the site's own, and some that its authorities work in."""

    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")
    ARABIC = "ar", _("Arabic")
    PORTUGUESE = "pt", _("Portuguese")
    SEVERAL = "mul", _("Several languages")
    OTHER = "und", _("Another language")


class Licence(models.TextChoices):
    """Under which terms an item may be used."""

    BY = "cc-by", _("Creative Commons: name the author")
    BY_SA = "cc-by-sa", _("Creative Commons: name the author, share alike")
    BY_NC = "cc-by-nc", _("Creative Commons: name the author, not for sale")
    PUBLIC = "public", _("Public domain, or an official text")
    PERMITTED = "permitted", _("Its author permits it to be kept here")
    RESERVED = "reserved", _("All rights reserved: a link only")
    UNKNOWN = "unknown", _("Not known")


class State(models.TextChoices):
    """Where an item stands."""

    PROPOSED = "proposed", _("Proposed")
    PUBLIC = "public", _("Public")
    DECLINED = "declined", _("Not accepted")
    ARCHIVED = "archived", _("Archived")


class Mover(models.TextChoices):
    """Who makes a move."""

    REVIEWER = "reviewer", _("A facilitator who did not propose it")
    KEEPER = "keeper", _("Facilitators and editors")


# Every legal move; all others are refused.
MOVES: dict[tuple[str, str], str] = {
    (State.PROPOSED, State.PUBLIC): Mover.REVIEWER,
    (State.PROPOSED, State.DECLINED): Mover.REVIEWER,
    (State.DECLINED, State.PUBLIC): Mover.REVIEWER,
    (State.PUBLIC, State.ARCHIVED): Mover.KEEPER,
    (State.ARCHIVED, State.PUBLIC): Mover.KEEPER,
}
# Its proposer hears why.
WITH_REASON = frozenset({State.DECLINED, State.ARCHIVED})
# A proposer may take it back: nobody has seen it in public.
OWN = frozenset({State.PROPOSED, State.DECLINED})
