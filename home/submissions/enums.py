"""Words of a submission: its states, and who may move it from one to the other."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a submission stands (FEATURES A4)."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    CHANGES_ASKED = "changes", _("Changes asked")
    PUBLIC = "public", _("Public")
    DECLINED = "declined", _("Declined")
    ARCHIVED = "archived", _("Archived")


class Mover(models.TextChoices):
    """Who makes a move."""

    AUTHOR = "author", _("Authors")
    REVIEW = "review", _("Reviewers")
    FACILITATOR = "facilitator", _("Facilitators")


class Role(models.TextChoices):
    """What a co-author does (FEATURES A8)."""

    COMPILER = "compiler", _("Compiler: gathers and writes")
    EDITOR = "editor", _("Editor: corrects")
    RESOURCE = "resource", _("Resource person: knows the case")


# Its text can be changed by its authors.
EDITABLE = frozenset({State.DRAFT, State.CHANGES_ASKED})
# A story has at most one submission in these: the public version stays as it is meanwhile.
OPEN = frozenset({State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.CHANGES_ASKED})
# Every legal move; all others are refused.
MOVES: dict[tuple[str, str], frozenset[str]] = {
    (State.DRAFT, State.SUBMITTED): frozenset({Mover.AUTHOR}),
    (State.DRAFT, State.ARCHIVED): frozenset({Mover.AUTHOR}),
    (State.SUBMITTED, State.DRAFT): frozenset({Mover.AUTHOR}),
    (State.SUBMITTED, State.IN_REVIEW): frozenset({Mover.REVIEW}),
    (State.SUBMITTED, State.CHANGES_ASKED): frozenset({Mover.REVIEW}),
    (State.SUBMITTED, State.PUBLIC): frozenset({Mover.REVIEW}),
    (State.SUBMITTED, State.DECLINED): frozenset({Mover.REVIEW}),
    (State.IN_REVIEW, State.CHANGES_ASKED): frozenset({Mover.REVIEW}),
    (State.IN_REVIEW, State.PUBLIC): frozenset({Mover.REVIEW}),
    (State.IN_REVIEW, State.DECLINED): frozenset({Mover.REVIEW}),
    (State.CHANGES_ASKED, State.SUBMITTED): frozenset({Mover.AUTHOR}),
    (State.CHANGES_ASKED, State.ARCHIVED): frozenset({Mover.AUTHOR}),
    (State.PUBLIC, State.ARCHIVED): frozenset({Mover.AUTHOR, Mover.FACILITATOR}),
    (State.ARCHIVED, State.PUBLIC): frozenset({Mover.FACILITATOR}),
    (State.ARCHIVED, State.DRAFT): frozenset({Mover.AUTHOR}),
    (State.DECLINED, State.ARCHIVED): frozenset({Mover.AUTHOR}),
}
