"""Why something with a call is refused, each in a sentence that says what to do next."""

from django.utils.translation import gettext as _


class CallRefused(Exception):  # the house names a refusal by what happened
    """Nothing was changed. `sentence` is fit for the reader, in the language that is active."""

    status = 409

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class CallGone(CallRefused):
    """It is not there for this member."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This call is not here."))


class CallNotOpen(CallRefused):
    """It does not take answers yet."""

    def __init__(self) -> None:
        super().__init__(_("This call is not open yet. You can share a practice at any time, without a call."))


class CallClosed(CallRefused):
    """It takes no answers any more; drafts stay drafts."""

    def __init__(self) -> None:
        super().__init__(
            _("This call is closed. A draft you began is kept: you can still send it as a practice, without the call.")
        )


class StillOpen(CallRefused):
    """Answers are judged once all are in."""

    def __init__(self) -> None:
        super().__init__(_("Scores are given once the call has closed, so that all answers are judged alike."))


class HasConflict(CallRefused):
    """The judge is not free to judge."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("You declared a conflict of interest on this answer. Others on the panel judge it."))


class DeclareFirst(CallRefused):
    """A conflict is declared before the text opens."""

    def __init__(self) -> None:
        super().__init__(_("Say first whether you have a conflict of interest. Then the text opens."))


class ScoredAlready(CallRefused):
    """One score a judge and answer."""

    def __init__(self) -> None:
        super().__init__(_("You have scored this answer. A score is given once."))


class MarksMissing(CallRefused):
    """Every criterion wants points."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Give each criterion from 1 to 5 points."))


class NoSuchMember(CallRefused):
    """No active account has the address."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("No member has this address. She needs an account first."))


class HasJudged(CallRefused):
    """Whose scores count stays on the panel."""

    def __init__(self) -> None:
        super().__init__(_("She has scored answers already, so she stays on the panel."))
