"""What a territory's page shows of members: its organisations, and the people who let the reader see where they are."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from community.members import directory, disclosure
from community.members.models import Organisation
from community.territories.models import Territory
from community.territories.sections import Shelf, register_shelf
from foundation import clock

SHOWN = 10


def organisations(territory: Territory, reader: Any) -> Shelf:
    """The organisations that have the territory as theirs."""
    rows = list(Organisation.objects.filter(territory=territory).select_related("kind")[: SHOWN + 1])
    return Shelf(
        title=_("Organisations here"),
        rows=[{"title": one.name, "url": one.get_absolute_url(), "note": one.kind.label} for one in rows[:SHOWN]],
        more_url=f"{reverse('members:organisations')}?{urlencode({'q': territory.name})}" if len(rows) > SHOWN else "",
        more_label=_("All organisations here"),
    )


def people(territory: Territory, reader: Any) -> Shelf:
    """Members who opened their page, and their place or the organisation that lies here, to the reader."""
    who = disclosure.Reader(reader)
    choice = directory.Choice(territory=territory.slug)
    rows = list(
        directory.Search(who, choice, now=clock.now())
        .rows.select_related("user", "organisation", "territory")
        .order_by("user__name_lower", "user_id")[: SHOWN + 1]
    )
    return Shelf(
        title=_("Members here"),
        rows=[
            {"title": profile.user.name, "url": profile.get_absolute_url(), "note": who.line(profile)}
            for profile in rows[:SHOWN]
        ],
        more_url=f"{reverse('members:people')}?{urlencode({'territory': territory.slug})}" if len(rows) > SHOWN else "",
        more_label=_("All members here"),
    )


def join() -> None:
    """Tell the pages of places."""
    register_shelf(organisations)
    register_shelf(people)
