"""Why a post is refused, each in a sentence that says what to do next."""

from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused


class SpaceClosed(ContributionRefused):
    """The space takes no new threads, or is not open to this member."""

    def __init__(self) -> None:
        super().__init__(_("This space takes no new threads. Choose another space."))


class ThreadClosed(ContributionRefused):
    """The thread takes no more replies."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("This thread is closed. Open a new one and link to it."))


class ThreadHeld(ContributionRefused):
    """The thread is not shown yet, or will not be."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("This thread waits for a moderator. Write in it once it is shown."))


class PostMoved(ContributionRefused):
    """A facilitator moved the post to another thread at this very moment."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("This was moved to another thread meanwhile. Open it again by its link, then try again."))


class GroupClosed(ContributionRefused):
    """The thread lies in a group, and this member is not in it, or it was archived."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Here only members of the group write, until it is archived."))


class ThreadGone(ContributionRefused):
    """The thread is not there for this member any more."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This thread is no longer here. Your text is kept: copy it, or open a new thread."))


class PostNotYours(ContributionRefused):
    """Somebody else's, or removed or hidden meanwhile."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("You can change only what you wrote yourself, while it is published."))


class ThreadNotYours(ContributionRefused):
    """Only who asked, or a facilitator, says that a thread is answered."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Only the person who asked, or a facilitator, can mark a thread as answered."))
