"""What a member's own page shows of exchanges."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.members.models import User
from community.members.sections import Panel, register_panel
from events import display
from foundation import clock

SHOWN = 3


def my_registrations(user: User) -> Panel:
    """The next exchanges the member goes to or waits for."""
    rows = display.own_rows(user, now=clock.now(), language=get_language() or "en").coming
    return Panel(
        title=_("My registrations"),
        rows=[
            {
                "title": row.page.title,
                "url": row.page.url,
                "note": _("%(moment)s, %(state)s")
                % {
                    "moment": date_format(row.when.start, _("j F Y, H:i")),
                    "state": row.registration.get_state_display(),
                },
            }
            for row in rows[:SHOWN]
        ],
        more_url=reverse("my_registrations:list"),
        more_label=_("All my registrations"),
        empty=_("You are not registered for an exchange. Look at the coming ones."),
    )


def register() -> None:
    """Hand the panel to the members' app."""
    register_panel(my_registrations)
