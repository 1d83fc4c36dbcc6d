"""What a territory's page shows of members: its organisations, and the people who let the reader see where they are."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from community.members import disclosure
from community.members.models import Organisation, Profile
from community.territories.models import Territory
from community.territories.sections import Shelf, register_shelf

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
    """Members who opened both their page and their place to the reader."""
    who = disclosure.Reader(reader)
    rows = (
        Profile.objects.filter(who.may_see(disclosure.PAGE), who.may_see("territory"), territory=territory)
        .filter(user__is_active=True)
        .select_related("user", "organisation", "territory")
        .order_by("user__name", "pk")[:SHOWN]
    )
    return Shelf(
        title=_("Members here"),
        rows=[
            {"title": profile.user.name, "url": profile.get_absolute_url(), "note": who.line(profile)}
            for profile in rows
        ],
    )


def join() -> None:
    """Tell the pages of places."""
    register_shelf(organisations)
    register_shelf(people)
