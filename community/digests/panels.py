"""What the member's own page shows of digests."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.digests.composition import followed
from community.members.models import User
from community.members.sections import Panel


def follows(member: User) -> Panel:
    """The themes a member follows, and where to change them."""
    return Panel(
        title=_("Themes you follow"),
        rows=[{"title": label, "url": ""} for label in followed(member.pk).values()],
        more_url=reverse("digests:settings"),
        more_label=_("Choose your digest"),
        empty=_("You follow no theme yet. Choose some, and one short message a week tells you what is new."),
    )
