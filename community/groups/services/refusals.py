"""Why something in a group is refused, each in a sentence that says what to do next."""

from django.utils.translation import gettext as _


class GroupRefused(Exception):  # the house names a refusal by what happened
    """Nothing was changed. `sentence` is fit for the reader, in the language that is active."""

    status = 409

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class GroupGone(GroupRefused):
    """The group is not there for this member."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This group is not here."))


class GroupArchived(GroupRefused):
    """The group can only be read."""

    def __init__(self) -> None:
        super().__init__(_("This group was archived: it can be read, and nobody joins or writes any more."))


class ByInvitation(GroupRefused):
    """Nobody joins by herself, or this member does not any more."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("This group is joined by invitation. Ask somebody who is in it."))


class NotAdmitted(GroupRefused):
    """The member does not fit the group's restriction."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            _(
                "This group is for people of certain organisations. Add and confirm an address there, or claim the "
                "organisation that you speak for."
            )
        )


class NotManager(GroupRefused):
    """Only who looks after the group may do this."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Only the facilitators of this group can do that."))


class LastFacilitator(GroupRefused):
    """A living group has somebody who looks after it."""

    def __init__(self) -> None:
        super().__init__(_("A group needs a facilitator. Give the role to somebody else first."))


class NotWaiting(GroupRefused):
    """Somebody decided meanwhile, or the member withdrew."""

    def __init__(self) -> None:
        super().__init__(_("This request is settled already."))


class NotInGroup(GroupRefused):
    """The person is not an active member."""

    def __init__(self) -> None:
        super().__init__(_("Only members of the group can do or be that."))


class InvitationDead(GroupRefused):
    """No such invitation, or it was used, taken back, or is too old."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This invitation is no longer valid. Ask the person who invited you for a new one."))


class InvitationOfAnother(GroupRefused):
    """The account does not have the address the invitation went to."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            _(
                "This invitation went to another address. Sign in with the account that has it, or add the address to "
                "yours and confirm it."
            )
        )


class StoreFull(GroupRefused):
    """The group's files would be larger than its share."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("The group's files may be %(most)s MB in all. Remove one that is no longer needed.") % {"most": most}
        )
