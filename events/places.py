"""What the page of a territory shows of exchanges."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from community.territories.models import Territory
from community.territories.sections import Shelf, register_shelf
from events.models import ExchangePage
from foundation import clock
from foundation.pages import tree_of

SHOWN = 10


def of_territory(territory: Territory, reader: Any) -> Shelf:
    """Exchanges that take place there, the coming ones first, in the reader's language tree."""
    rows = (
        ExchangePage.objects.published(locale=tree_of(get_language()))
        .filter(territory=territory)
        .scheduled()
        .coming_first(now=clock.now())
        .select_related("locale")[:SHOWN]
    )
    return Shelf(
        title=_("Exchanges here"),
        rows=[
            {
                "title": page.title,
                "url": page.address,
                "note": date_format(page.starts_at, pgettext("date format", "j F Y")),
            }
            for page in rows
        ],
    )


def join() -> None:
    """Tell the pages of places."""
    register_shelf(of_territory)
