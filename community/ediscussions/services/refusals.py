"""Why something with a facilitated discussion is refused, each in a sentence that says what to do next."""

from datetime import date

from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused
from foundation.templatetags.corridor import full_date


class EDiscussionRefused(ContributionRefused):
    """Nothing was changed. `sentence` is fit for the reader, in the language that is active."""

    status = 409


class EDiscussionGone(EDiscussionRefused):
    """It is not there for this member, or not hers to change."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This discussion is not here, or others lead it. Ask one of its facilitators."))


class NotOpenYet(EDiscussionRefused):
    """It is planned."""

    def __init__(self, day: date) -> None:
        super().__init__(
            _("This discussion opens on %(day)s. Keep your text until then, or follow it to hear when it opens.")
            % {"day": full_date(day)}
        )


class OpenNoMore(EDiscussionRefused):
    """It has ended."""

    def __init__(self, day: date) -> None:
        super().__init__(
            _("This discussion took posts until %(day)s. Ask a follow-up in a new thread and link to it.")
            % {"day": full_date(day)}
        )


class WrittenMeanwhile(EDiscussionRefused):
    """Somebody else saved after this form was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Another facilitator saved this meanwhile. Your text is kept below: "
                "open the page in a second window, join both texts, and save again."
            )
        )


class WeekNotBegun(EDiscussionRefused):
    """There is nothing to sum up yet."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("This week has not begun. Write its summary when there are posts to sum up."))


class StillOpen(EDiscussionRefused):
    """The consolidated reply is written once all is said."""

    def __init__(self, day: date) -> None:
        super().__init__(
            _("Members can still write until %(day)s. Write the consolidated reply after that.")
            % {"day": full_date(day)}
        )


class FormSettled(EDiscussionRefused):
    """The questions stay once somebody answered."""

    def __init__(self) -> None:
        super().__init__(
            _("Members have answered this form, so its questions stay as they are. Ask what is missing in the thread.")
        )


class NoForm(EDiscussionRefused):
    """Nothing is asked for."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This discussion asks for no submissions. Write in its thread instead."))


class DatesTooFar(EDiscussionRefused):
    """It has begun: its first day stays."""

    def __init__(self) -> None:
        super().__init__(_("This discussion has begun, so its first day stays. You can move the last day."))


class IsRoom(EDiscussionRefused):
    """A room's thread stays."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This thread is the room of a facilitated discussion: it is neither moved nor merged away. "
                "Single answers can become threads of their own."
            )
        )
