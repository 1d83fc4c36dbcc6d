"""What a contribution is, whether a post in a thread or a comment on a page: its states, its limits, how it is shown.

Discussions and comments are siblings that do not know each other; this is what both stand on.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.disclosure import Reader
from community.members.mentions import Mention
from community.members.models import Organisation

LONGEST = 10_000
EDIT_WINDOW = timedelta(minutes=30)
PER_PAGE = 50
REASON_LENGTH = 300


class ContributionState(models.TextChoices):
    """Whether a contribution can be read."""

    PUBLISHED = "published", gettext_lazy("Published")
    HIDDEN = "hidden", gettext_lazy("Hidden")
    REMOVED = "removed", gettext_lazy("Removed by its author")
    HELD = "held", gettext_lazy("Waiting for a moderator")
    DECLINED = "declined", gettext_lazy("Not published")


# Never read by anybody but the author and the facilitators: no line stands in its place, and nothing counts it.
UNSEEN = (ContributionState.HELD, ContributionState.DECLINED)


# Said to the author when what she sent is held.
WAITS = gettext_lazy("Only you can see this. A moderator reads it, usually within one working day.")


class ContributionRefused(Exception):  # the house names a refusal by what happened
    """Nothing was written. `sentence` is fit for the reader, in the language that is active."""

    status = 422
    # What was to be answered cannot be: the text can still be sent without it.
    parent_is_gone = False

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class ContributionEmpty(ContributionRefused):
    """There is nothing to write down."""

    def __init__(self) -> None:
        super().__init__(_("Write something first."))


class ContributionTooLong(ContributionRefused):
    """The text is longer than a contribution may be."""

    def __init__(self, length: int) -> None:
        super().__init__(
            _("Your text has %(length)s characters, and %(most)s fit. Shorten it, or send it in two parts.")
            % {"length": length, "most": LONGEST}
        )


class ContributionSettled(ContributionRefused):
    """It can no longer be changed by its author."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("This can no longer be edited: somebody answered, and 30 minutes have passed. Write a reply instead.")
        )


class ContributionGone(ContributionRefused):
    """It was removed or hidden meanwhile."""

    status = 409
    parent_is_gone = True

    def __init__(self) -> None:
        super().__init__(_("What you answer was removed or hidden meanwhile. Your text is kept: send it on its own."))


def check(text: str) -> str:
    """Return the text if it is neither empty nor too long.

    Raises:
        ContributionEmpty: nothing is left of it.
        ContributionTooLong: it has more than LONGEST characters.
    """
    if not text:
        raise ContributionEmpty
    if len(text) > LONGEST:
        raise ContributionTooLong(len(text))
    return text


def seal(submission: uuid.UUID | None, author_id: int, text: str) -> uuid.UUID | None:
    """Return what makes a sent form one of its kind: the form, its sender and the words.

    The words count, because a reader who goes back, changes the text and sends again means a second contribution.
    """
    return uuid.uuid5(submission, f"{author_id}:{text}") if submission else None


@dataclass(frozen=True)
class Contribution:
    """A contribution as one reader sees it: what the template part members/parts/contribution.html shows.

    Attributes:
        kind: "post" or "comment"; with `pk` it names the contribution to the moderation.
        anchor: id of its element on the page.
        html: safe HTML, empty where this reader may not read it.
        line: function and place of the author.
        level: 0 at the margin, more is indented.
        is_first: the first reply below another contribution; an arc joins the two.
        answers, answers_url: whose contribution it answers, where that is not the one above.
        *_url: empty where this reader cannot do it.
        speaks_for: the organisation in whose name it was written.
        files: what is shown of each, as `community.attachments.models.Attachment.shown` gives it.
        signs: tallies of reactions, as `community.reactions.display` gives them.
        cited_in: the pages that rest on it.
    """

    kind: str
    pk: int
    anchor: str
    html: str
    language: str
    state: str
    name: str
    line: str
    created_at: datetime
    edited_at: datetime | None
    hidden_at: datetime | None
    hidden_reason: str
    level: int = 0
    is_first: bool = False
    is_own: bool = False
    by_facilitator: bool = False
    may_moderate: bool = False
    answers: str = ""
    answers_url: str = ""
    link_url: str = ""
    reply_url: str = ""
    edit_url: str = ""
    remove_url: str = ""
    quote_url: str = ""
    can_flag: bool = False
    can_react: bool = False
    is_unread: bool = False
    speaks_for: Organisation | None = None
    signs: tuple[Any, ...] = ()
    files: tuple[Any, ...] = ()
    cited_in: tuple[Mention, ...] = ()

    @property
    def initial(self) -> str:
        """The letter in the round mark."""
        return self.name[:1].upper()


def name_of(author: Any) -> str:
    """The name shown for an author; who left has none."""
    return author.name if author is not None else _("Former member")


def line_of(author: Any, reader: Reader) -> str:
    """Function and place of an author as far as the reader may see them; empty when not known."""
    profile = getattr(author, "profile", None)
    return reader.line(profile) if profile is not None else ""


def quote(text: str) -> str:
    """Return a text as it stands at the head of an answer that quotes it."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines()) + "\n\n"


def shows(state: str, *, is_own: bool, may_moderate: bool) -> bool:
    """Return whether a reader sees the words of a contribution, and not only the line in its place."""
    if state in UNSEEN:
        return is_own or may_moderate
    return state == ContributionState.PUBLISHED or (may_moderate and state == ContributionState.HIDDEN)


def may_change(*, created_at: datetime, is_answered: bool, now: datetime) -> bool:
    """Return whether an author may still edit: for EDIT_WINDOW, and after it until somebody answers."""
    return not is_answered or now - created_at <= EDIT_WINDOW
