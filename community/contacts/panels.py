"""What messages add to other pages: a button on profiles and organisations, and what waits on one's own page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.contacts.models import Message
from community.contacts.permissions import can_read_inbox, can_write_member
from community.members import sections
from community.members.enums import ContactRole
from community.members.models import Organisation, Profile, User
from community.members.sections import Action, Panel
from community.members.services import contact_posts
from foundation import clock


def write(reader: User, profile: Profile) -> Action | None:
    """Return the button on a member's page."""
    if not can_write_member(reader, profile.user):
        return None
    return Action(_("Write a message"), reverse("contacts:to_member", args=[profile.handle]), "envelope", is_main=True)


def write_to(reader: User | None, organisation: Organisation) -> Action | None:
    """Return the button on an organisation's page, where somebody would read the message."""
    now = clock.now()
    roles = contact_posts.holders(organisation=organisation, role=ContactRole.FOCAL_POINT, now=now)
    if not roles:
        return None
    return Action(
        _("Write a message"), reverse("contacts:to_organisation", args=[organisation.slug]), "envelope", is_main=True
    )


def open_inbox(reader: User | None, organisation: Organisation) -> Action | None:
    """Return the way to an organisation's inbox, for those who read it."""
    if reader is None or not can_read_inbox(reader, organisation, now=clock.now()):
        return None
    return Action(_("Shared inbox"), reverse("contacts:inbox", args=[organisation.slug]), "envelope")


def waiting(user: User) -> Panel:
    """Return what waits to be read; one query."""
    unread = Message.objects.unread_by(user).count()
    words = ngettext("%(total)s message is new", "%(total)s messages are new", unread) % {"total": unread}
    rows = [{"title": words, "url": reverse("contacts:index")}] if unread else []
    return Panel(
        title=_("Messages"),
        rows=rows,
        more_url=reverse("contacts:index"),
        more_label=_("All messages"),
        empty=_("No new message."),
    )


def join() -> None:
    """Tell the members' app."""
    sections.register_action(write)
    sections.register_organisation_action(write_to)
    sections.register_organisation_action(open_inbox)
    sections.register_panel(waiting)
