"""Why something with a submission is refused, each in a sentence that says what to do next."""

from django.utils.translation import gettext as _


class SubmissionRefused(Exception):  # the house names a refusal by what happened
    """Nothing was changed. `sentence` is fit for the reader, in the language that is active."""

    status = 409

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class SubmissionGone(SubmissionRefused):
    """It is not there for this member."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This submission is not here."))


class NotInYourHands(SubmissionRefused):
    """It is being reviewed, or was decided."""

    def __init__(self) -> None:
        super().__init__(
            _("The text is with the reviewers, or decided. Take it back first, or begin a new version of the story.")
        )


class IllegalMove(SubmissionRefused):
    """There is no way from this state to that one, or not for this person."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(
            _("From “%(before)s” there is no way to “%(after)s”. Reload the page to see where it stands.")
            % {"before": before, "after": after}
        )


class BeingEdited(SubmissionRefused):
    """Somebody else is at the text."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            _("%(name)s is writing just now. Wait until she has finished, at most ten minutes after her last change.")
            % {"name": name}
        )


class ChangedMeanwhile(SubmissionRefused):
    """A colleague saved a newer text."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s saved a newer text meanwhile. It stands beside yours: join the two, then save again.")
            % {"name": name}
        )


class Incomplete(SubmissionRefused):
    """A required part is empty. parts: the steps that want something, each with what it wants."""

    status = 422

    def __init__(self, parts: list[tuple[str, str]]) -> None:
        self.parts = parts
        super().__init__(_("Something is still missing. Each line leads to it."))


class NotColleagues(SubmissionRefused):
    """A co-author must be of the same authority."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("No member of your organisation has this address. She needs an account that names the organisation.")
        )


class OneIsOpen(SubmissionRefused):
    """There is a new version on its way already."""

    def __init__(self) -> None:
        super().__init__(_("A new version of this story is on its way already. Its authors can let you in."))
