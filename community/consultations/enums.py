"""Words of consultations, and the table of moves between their states."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a consultation stands."""

    DRAFT = "draft", pgettext_lazy("a consultation", "Being drafted")
    DISCUSSION = "discussion", pgettext_lazy("a consultation", "In discussion")
    ADOPTED = "adopted", pgettext_lazy("a consultation", "Adopted")
    SUBMITTED = "submitted", pgettext_lazy("a consultation", "Submitted")
    ANSWERED = "answered", pgettext_lazy("a consultation", "Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("a consultation", "Withdrawn")


# What is not named here is refused.
MOVES: dict[str, tuple[State, ...]] = {
    State.DRAFT: (State.DISCUSSION, State.WITHDRAWN),
    State.DISCUSSION: (State.ADOPTED, State.WITHDRAWN),
    State.ADOPTED: (State.SUBMITTED, State.WITHDRAWN),
    State.SUBMITTED: (State.ANSWERED, State.WITHDRAWN),
    State.ANSWERED: (),
    State.WITHDRAWN: (),
}
# The way a proposal goes, for the steps on its page.
WAY = (State.DRAFT, State.DISCUSSION, State.ADOPTED, State.SUBMITTED, State.ANSWERED)
# Where the facilitators may say what became of a statement.
RESPONDING = (State.DISCUSSION, State.ADOPTED, State.SUBMITTED)


class Uptake(models.TextChoices):
    """What became of a statement."""

    TAKEN = "taken", _("Taken up")
    PARTLY = "partly", _("Taken up in part")
    NOT = "not", _("Not taken up")
