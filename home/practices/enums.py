"""Words of a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Movement(models.TextChoices):
    """Which way people mostly move, seen from the place that acts."""

    LEAVE = "leave", _("People leave from here")
    ARRIVE = "arrive", _("People arrive here")
    RETURN = "return", _("People come back here")
    BOTH = "both", _("People leave and arrive")


class Status(models.TextChoices):
    """Whether the practice goes on. Only what is not running is said aloud."""

    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")
    PLANNED = "planned", _("Planned, not yet running")
    UNKNOWN = "unknown", _("Not known whether it still runs")


class Evidence(models.TextChoices):
    """How well the results are known."""

    DESCRIBED = "described", _("Described")
    DOCUMENTED = "documented", _("Documented")
    EVALUATED = "evaluated", _("Evaluated")


class Tie(models.TextChoices):
    """What the arc between two places stands for."""

    PARTNERSHIP = "partnership", _("A stated partnership")
    MOVEMENT = "movement", _("People move, no agreement recorded")
    PLACE = "place", _("One place, no partner named")


class Detail(models.TextChoices):
    """How much the source says."""

    BOX = "box", _("Told at length in the source")
    MENTION = "mention", _("Only mentioned in the source")


class Kind(models.TextChoices):
    """What a story tells. Both kinds are listed and filtered alike."""

    PRACTICE = "practice", _("Practice")
    FAILURE = "did-not-work", _("What did not work")


class Form(models.TextChoices):
    """How much its authors were asked. The full form follows later, at the same address."""

    SHORT = "short", _("Short form")
    FULL = "full", _("Full form")


class Known(models.TextChoices):
    """An answer that may be missing, and says so."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Depth(models.TextChoices):
    """How deep a contribution of an authority goes."""

    MINOR = "minor", _("Minor: one-off help")
    SUBSTANTIAL = "substantial", _("Substantial: money, staff or services")
    STRUCTURAL = "structural", _("Structural: a lasting change")


class Side(models.TextChoices):
    """Which end of a corridor something belongs to."""

    ORIGIN = "origin", _("Place of origin")
    RESIDENCE = "residence", _("Place of residence")
    BOTH = "both", _("Both places")
    UNKNOWN = "unknown", _("Not stated")


class Joined(models.TextChoices):
    """When migrant associations came in."""

    PLANNING = "planning", _("From the planning on")
    LATER = "later", _("Later")
    NEVER = "never", _("They took no part")
    UNKNOWN = "unknown", _("Not known")


class Need(models.TextChoices):
    """What another place must have before it can repeat a practice."""

    COMPETENCE = "competence", _("A competence")
    ACT = "act", _("A legal act")
    BUDGET = "budget", _("A budget line")
    PARTNER = "partner", _("A partner")
    WILL = "will", _("Political will")
    OTHER = "other", _("Something else")


class Service(models.TextChoices):
    """What is done for people at a moment of the migration cycle (founding report, lines 833 to 841, 1921 to 1925)."""

    INFORMATION = "information", _("Information and advice")
    LANGUAGE = "language", _("Language")
    LEGAL = "legal", _("Rights and legal help")
    HEALTH = "health", _("Health")
    SCHOOL = "school", _("School")
    JOB = "job", _("Work and business")
    ADMINISTRATION = "administration", _("Administration")
    SHELTER = "shelter", _("Reception and shelter")
    MONEY = "money", _("Money and transfers")
