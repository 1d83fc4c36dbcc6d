"""Words of the question desk, and the table of moves between the states of a question."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a question stands, as its asker sees it."""

    ASKED = "asked", pgettext_lazy("a question", "Asked")
    ROUTED = "routed", pgettext_lazy("a question", "Passed on")
    ANSWERED = "answered", pgettext_lazy("a question", "Answered")
    RAISED = "raised", pgettext_lazy("a question", "Raised again")
    PUBLISHED = "published", pgettext_lazy("a question", "Answer published")
    CLOSED = "closed", pgettext_lazy("a question", "Closed")


# What is not named here is refused.
MOVES: dict[str, tuple[State, ...]] = {
    State.ASKED: (State.ROUTED, State.ANSWERED, State.RAISED, State.CLOSED),
    State.ROUTED: (State.ANSWERED, State.RAISED, State.CLOSED),
    State.RAISED: (State.ROUTED, State.ANSWERED, State.CLOSED),
    State.ANSWERED: (State.PUBLISHED, State.RAISED, State.CLOSED),
    # Back, when its asker takes back that others may read it.
    State.PUBLISHED: (State.ANSWERED,),
    State.CLOSED: (),
}
# Those that still owe an answer.
WAITING = (State.ASKED, State.ROUTED, State.RAISED)


class Consent(models.TextChoices):
    """What others may read of a question, as its asker says."""

    NONE = "none", _("Nothing: answer me in private")
    UNNAMED = "unnamed", _("Question and answer, without my name")
    NAMED = "named", _("Question and answer, with my name")


class RouteKind(models.TextChoices):
    """To whom a question was passed on."""

    EXPERT = "expert", _("To an expert")
    SPACE = "space", _("To a space")


class Outcome(models.TextChoices):
    """What became of passing a question on."""

    OPEN = "open", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Declined by the expert")
    LAPSED = "lapsed", _("Not answered in time")
    ENDED = "ended", _("Taken back")


class Filter(models.TextChoices):
    """What the facilitators' list shows."""

    NEW = "new", _("To be passed on")
    ROUTED = "routed", _("Passed on")
    OVERDUE = "overdue", _("Overdue")
    ANSWERED = "answered", _("Answered")
    DONE = "done", _("Published or closed")
