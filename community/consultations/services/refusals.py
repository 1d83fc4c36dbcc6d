"""Why something with a consultation is refused, each in a sentence that says what to do next."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.consultations.enums import State
from community.members.contributions import ContributionRefused


class ConsultationGone(ContributionRefused):
    """It is not there for this member, or not hers to change."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This consultation is not here. Your text is kept: copy it."))


class NotFacilitator(ContributionRefused):
    """Only who looks after it does this."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Only the facilitators of this consultation can do this. Write to one of them."))


class NoSuchMove(ContributionRefused):
    """From where it stands, no move leads there."""

    status = 409

    def __init__(self, before: str, after: str) -> None:
        super().__init__(
            _("From “%(before)s” no step leads to “%(after)s”. Look at the page again: somebody may have moved it.")
            % {"before": State(before).label, "after": State(after).label}
        )


class ReasonMissing(ContributionRefused):
    """The public log says why."""

    def __init__(self) -> None:
        super().__init__(_("Write why: everybody reads it in the log."))


class StatementsWait(ContributionRefused):
    """Every statement has its answer before the text is adopted."""

    status = 409

    def __init__(self, waiting: int) -> None:
        super().__init__(
            ngettext(
                "%(waiting)s statement has no response yet. Say first what became of it, then adopt the text.",
                "%(waiting)s statements have no response yet. Say first what became of each, then adopt the text.",
                waiting,
            )
            % {"waiting": waiting}
        )


class AlreadyClosed(ContributionRefused):
    """Its last day is over before the discussion has begun."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("Its last day is over. Choose a later one, then put it to discussion."))


class AnswerMissing(ContributionRefused):
    """What the body answered, and when."""

    def __init__(self) -> None:
        super().__init__(_("Write what the body answered, and on which day."))


class TextFrozen(ContributionRefused):
    """The text does not change any more, or not in this way."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("The text can no longer be changed like this: it was put to discussion, or adopted."))


class ChangedMeanwhile(ContributionRefused):
    """Somebody else changed the paragraph first."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("Somebody changed this paragraph meanwhile. Read the new wording, then send yours again."))


class DiscussionClosed(ContributionRefused):
    """No statements are taken at this moment."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("This consultation takes no statements now. Your text is kept: copy it, or open a thread."))


class NotInGroup(ContributionRefused):
    """The consultation belongs to a group, and she is not in it, or it was archived."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Here only members of the group write, until it is archived."))


class NoSuchParagraph(ContributionRefused):
    """The text has no paragraph of that number."""

    def __init__(self) -> None:
        super().__init__(_("The text has no paragraph of this number. Choose one from the list."))


class StatementNotYours(ContributionRefused):
    """Somebody else's, or removed or hidden meanwhile."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("You can remove only what you wrote yourself, while it is published."))


class ResponsesClosed(ContributionRefused):
    """What became of statements is settled."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("The table of responses is closed: the consultation was answered or withdrawn."))


class NotLater(ContributionRefused):
    """What was promised is not shortened."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("The last day can only be put off: members count on it. Choose a later day."))


class NoSuchMember(ContributionRefused):
    """No active account has the address, or not one that may read it."""

    def __init__(self) -> None:
        super().__init__(
            _("No member has this address. She needs an account first, and for a group’s consultation a place in it.")
        )
