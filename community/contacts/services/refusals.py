"""Why a message is refused, each in a sentence that says what to do next."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused


class NotReachable(ContributionRefused):
    """The reader is not there for this sender, or not any more."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Nobody is there to read it any more. Your text is kept: copy it."))


class NobodySpeaks(ContributionRefused):
    """No member answers for the organisation."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("Nobody answers for this organisation here yet. Your text is kept: copy it."))


class YouBlock(ContributionRefused):
    """The sender blocks the one she writes to."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("You block this member, who could not answer you. Unblock first."))


class TooManyBegun(ContributionRefused):
    """The sender began as many conversations as a day takes."""

    status = 429

    def __init__(self, most: int, free_at: datetime) -> None:
        self.free_at = free_at
        super().__init__(
            _("You began %(most)s conversations in 24 hours. You can begin the next one on %(day)s at %(time)s.")
            % {
                "most": most,
                "day": date_format(localtime(free_at + timedelta(minutes=1)), "j F"),
                "time": date_format(localtime(free_at + timedelta(minutes=1)), "H:i"),
            }
        )


class MessageTooLong(ContributionRefused):
    """Longer than a message may be."""

    def __init__(self, length: int, most: int) -> None:
        super().__init__(
            _("Your text has %(length)s characters, and %(most)s fit. Shorten it, or send it in two parts.")
            % {"length": length, "most": most}
        )
