"""Why something in the library is refused, each in a sentence that says what to do next."""

from django.utils.translation import gettext as _


class LibraryRefused(Exception):  # the house names a refusal by what happened
    """Nothing was changed. `sentence` is fit for the reader, in the language that is active."""

    status = 409

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class ItemGone(LibraryRefused):
    """It is not there for this member."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This item is not here."))


class IllegalMove(LibraryRefused):
    """There is no way from this state to that one."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(
            _("From “%(before)s” there is no way to “%(after)s”. Reload the page to see where it stands.")
            % {"before": before, "after": after}
        )


class NotYours(LibraryRefused):
    """The move is somebody else's to make."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Somebody else has to decide on this item: nobody decides on what she proposed herself."))


class WasPublic(LibraryRefused):
    """What others rely on is not taken back by its proposer alone."""

    def __init__(self) -> None:
        super().__init__(_("It is public, or was. Ask the facilitators to take it out of the library."))


class ReasonMissing(LibraryRefused):
    """A proposer hears why."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Say why, in a sentence. The person who proposed it gets it by e-mail."))


class TooManyProposals(LibraryRefused):
    """The member's proposals wait in too great a number."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("%(most)s of your proposals wait already. Take one back, or wait until the facilitators have read some.")
            % {"most": most}
        )


class ShareFull(LibraryRefused):
    """The member's documents would be larger than her share."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("Your documents may be %(most)s MB in all. Take one back, or give a link to where the document stands.")
            % {"most": most}
        )


class ChangedMeanwhile(LibraryRefused):
    """Its text is another one than the one that was read."""

    def __init__(self) -> None:
        super().__init__(_("It was changed since you opened it. Read it as it is now, then decide."))
