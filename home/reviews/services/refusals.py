"""Why something with a review is refused, each in a sentence that says what to do next."""

from django.utils.translation import gettext as _


class ReviewRefused(Exception):  # the house names a refusal by what happened
    """Nothing was changed. `sentence` is fit for the reader, in the language that is active."""

    status = 409

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class ReviewGone(ReviewRefused):
    """It is not there for this member."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This review is not here."))


class RoundClosed(ReviewRefused):
    """The others decided, or the authors took it back."""

    def __init__(self) -> None:
        super().__init__(_("This review has ended: the others decided, or the authors took the text back. Thank you."))


class AlreadyDecided(ReviewRefused):
    """She gave her verdict."""

    def __init__(self) -> None:
        super().__init__(_("You gave your verdict already. Write to the facilitators if it must change."))


class NotEligible(ReviewRefused):
    """An author, a colleague, or somebody with a conflict."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("This person cannot review it: an author, a colleague of one, or somebody with a conflict of interest.")
        )


class EnoughReviewers(ReviewRefused):
    """Everybody who is needed is there."""

    def __init__(self) -> None:
        super().__init__(_("This text has the reviewers it needs. Take another one, or ask for somebody's place."))


class LinkDead(ReviewRefused):
    """Expired, taken back, used, or never made."""

    status = 410

    def __init__(self) -> None:
        super().__init__(_("This link has ended. Ask the person who sent it for a new one."))


class TooManyTries(ReviewRefused):
    """Too much was sent in a short while."""

    status = 429

    def __init__(self) -> None:
        super().__init__(_("Too much was sent in a short while. Wait ten minutes, then send it again."))
