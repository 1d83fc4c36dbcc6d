"""Whom a restricted group admits: judged when somebody joins, is let in, or accepts an invitation."""

from datetime import datetime

from django.db.models import Q

from community.groups.models import Group
from community.members import domains
from community.members.models import Claim, User
from community.members.services import claims


def admits(group: Group, member: User, *, now: datetime) -> bool:
    """Return whether a member fits: a verified address at one of the domains, or a current badge of one of the kinds.

    A parent kind includes its children. A group that names neither admits everybody.
    """
    kinds = list(group.organisation_kinds.values_list("pk", flat=True))
    if not group.domains and not kinds:
        return True
    if any(domains.lies_in(address, domain) for address in claims.addresses(member=member) for domain in group.domains):
        return True
    of_kind = Q(organisation__kind__in=kinds) | Q(organisation__kind__parent__in=kinds)
    return bool(kinds) and Claim.objects.current(now=now).filter(of_kind, member=member).exists()
