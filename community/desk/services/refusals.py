"""Why something at the desk is refused, each in a sentence that says what to do next."""

from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused


class QuestionGone(ContributionRefused):
    """It is not there for this member, or not any more."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This question is not here for you. Your text is kept: copy it."))


class NotYours(ContributionRefused):
    """She may read it, and not do this."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("This is for somebody else to do. Ask the facilitators."))


class MovedMeanwhile(ContributionRefused):
    """From where it stands now, this cannot be done."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("Somebody was faster: the question stands elsewhere now. Look at it again."))


class RoutedAlready(ContributionRefused):
    """Another facilitator passed it on."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("Another facilitator has passed this question on already. Look to whom, on its page."))


class NotAvailable(ContributionRefused):
    """She is no expert any more, or does not show it."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("This member cannot be asked as an expert any more. Choose somebody else."))


class PrivateOnly(ContributionRefused):
    """The asker wants nobody else to read it."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("Its asker wants an answer in private. Pass it on to an expert, or answer it yourself."))


class NothingAnswered(ContributionRefused):
    """There is no answer to publish or to judge."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("There is no answer yet that this could be about."))


class WordsMissing(ContributionRefused):
    """Something must be said."""

    def __init__(self) -> None:
        super().__init__(_("Write something first."))
