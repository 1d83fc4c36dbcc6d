"""What a member's own page and the page of an organisation show of exchanges."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.members.models import Organisation, User
from community.members.sections import Panel, register_panel, register_related
from events import display
from events.models import ExchangePage
from foundation import clock
from foundation.pages import tree_of

SHOWN = 3
SHOWN_OF_HOST = 10


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


def hosted(organisation: Organisation) -> Panel | None:
    """Exchanges that the organisation hosts, the coming ones first, in the reader's language tree; none, no panel."""
    rows = (
        ExchangePage.objects.published(locale=tree_of(get_language()))
        .filter(host=organisation)
        .scheduled()
        .coming_first(now=clock.now())
        .select_related("locale")[:SHOWN_OF_HOST]
    )
    lines = [
        {"title": page.title, "url": page.address, "note": date_format(page.starts_at, _("j F Y, H:i"))}
        for page in rows
    ]
    return Panel(title=_("Exchanges it hosts"), rows=lines) if lines else None


def register() -> None:
    """Hand the panels to the members' app."""
    register_panel(my_registrations)
    register_related(hosted)
