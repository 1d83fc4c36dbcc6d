"""How many profiles one reader may look at in a day, so that nobody copies the directory page by page (issue 3, 5).

Counted in the database: emptying a cache opens nothing. Looking at one person twice counts once.
"""

from datetime import date, datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from community.members.models import LookingDay, Profile, ProfileLook

MOST = 200


class TooManyLooks(Exception):  # the house names a refusal by what happened
    """The reader looked at MOST profiles today. opens_at: when she can look at another one."""

    def __init__(self, opens_at: datetime) -> None:
        self.opens_at = opens_at
        super().__init__("too many profiles in a day")


def network_of(address: str) -> str:
    """Return the network that a visitor's address stands for: with IPv6 a household has a whole /64 of them."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((known, 64), strict=False)) if known.version == 6 else str(known)


def visitor_of(network: str, on: date) -> str:
    """Return what stands for a visitor on one day: of no use without the site's key, nor on another day."""
    return salted_hmac(
        "community.members.looks", f"{network_of(network)}|{on.isoformat()}", algorithm="sha256"
    ).hexdigest()


@transaction.atomic
def look(*, profile: Profile, member_id: int | None, network: str, now: datetime) -> None:
    """Count that somebody looks at a profile; nobody is counted on her own page.

    Args:
        profile: what is looked at; the caller has checked that the reader may see it.
        member_id: the reader's account, None for a visitor.
        network: the visitor's address; not stored.
        now: the present, aware; days are those of UTC.

    Raises:
        TooManyLooks: this would be one more than MOST today.
    """
    if member_id == profile.user_id:
        return
    on = now.date()
    reader: dict[str, Any] = {"member_id": member_id} if member_id is not None else {"visitor": visitor_of(network, on)}
    made, _new = LookingDay.objects.get_or_create(on=on, **reader)
    # Parallel requests of one reader wait here, and are counted one after the other.
    day = LookingDay.objects.select_for_update(no_key=True).get(pk=made.pk)
    if day.looks.filter(profile=profile).exists():
        return
    if day.looks.count() >= MOST:
        raise TooManyLooks(opens_at=now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1))
    ProfileLook.objects.create(day=day, profile=profile)
