"""How many profiles, and pages of their list, one reader may look at in a day, so that nobody copies the directory.

Counted in the database: emptying a cache opens nothing. Looking at one person twice counts once.
"""

from datetime import date, datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from community.members.models import LookingDay, Profile, ProfileLook

MOST = 200
# Pages of the list of people: twenty rows each, so that the list cannot be copied either.
MOST_PAGES = 100


class TooManyLooks(Exception):  # the house names a refusal by what happened
    """The reader looked at `most` profiles, or pages of the list, today. opens_at: when she can look at another one."""

    def __init__(self, now: datetime, *, most: int) -> None:
        self.opens_at = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        self.most = most
        super().__init__("too many looks in a day")


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
    made, _new = LookingDay.objects.get_or_create(**_day(member_id, network, now))
    # Parallel requests of one reader wait here, and are counted one after the other.
    day = LookingDay.objects.select_for_update(no_key=True).get(pk=made.pk)
    if day.looks.filter(profile=profile).exists():
        return
    if day.looks.count() >= MOST:
        raise TooManyLooks(now, most=MOST)
    ProfileLook.objects.create(day=day, profile=profile)


def turn(*, member_id: int | None, network: str, now: datetime) -> None:
    """Count that somebody opens a page of the list; one statement, once her day is there.

    Raises:
        TooManyLooks: this would be one more than MOST_PAGES today.
    """
    day = _day(member_id, network, now)
    free = LookingDay.objects.filter(**day, pages__lt=MOST_PAGES)
    if free.update(pages=F("pages") + 1):
        return
    LookingDay.objects.get_or_create(**day)
    if not free.update(pages=F("pages") + 1):
        raise TooManyLooks(now, most=MOST_PAGES)


def _day(member_id: int | None, network: str, now: datetime) -> dict[str, Any]:
    on = now.date()
    if member_id is not None:
        return {"on": on, "member_id": member_id}
    return {"on": on, "member": None, "visitor": visitor_of(network, on)}
