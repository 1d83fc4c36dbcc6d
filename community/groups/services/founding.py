"""The demo's groups: one public, one restricted, one private, among fictional members. No mail is owed for them."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from community.groups.enums import GroupRole, MembershipState
from community.groups.models import Group, Membership
from community.members.models import Organisation, User
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term

SOURCE = Path(__file__).resolve().parents[1] / "fixtures" / "demo.json"
COLUMNS = ("name", "language", "kind", "joining", "purpose", "welcome")
AGE = timedelta(days=40)


@transaction.atomic
def load(*, now: datetime, members: dict[str, User]) -> None:
    """Make the groups that are missing; what is there is left alone.

    Args:
        now: the present, from which the days count back.
        members: the demo's members by address.
    """
    for row in json.loads(SOURCE.read_text(encoding="utf-8")):
        values = {name: row[name] for name in COLUMNS}
        group, made = Group.objects.get_or_create(slug=row["slug"], defaults={**values, "created_at": now - AGE})
        if made:
            _fill(group, row, now, members)


def _fill(group: Group, row: dict[str, Any], now: datetime, members: dict[str, User]) -> None:
    kinds = Term.objects.of(Vocabulary.ACTOR_KINDS).filter(slug__in=row["organisation_kinds"])
    group.organisation_kinds.set(kinds)
    group.organisations.set(Organisation.objects.filter(slug__in=row["organisations"]))
    group.themes.set(Term.objects.of(Vocabulary.THEMES).filter(slug__in=row["themes"]))
    seats = [(row["facilitator"], GroupRole.FACILITATOR), *((address, GroupRole.MEMBER) for address in row["members"])]
    for number, (address, role) in enumerate(seats):
        joined = now - AGE + timedelta(days=3 * number)
        Membership.objects.create(
            group=group, member=members[address], role=role, state=MembershipState.ACTIVE, joined_at=joined
        )
    for address in row["requests"]:
        Membership.objects.create(
            group=group, member=members[address], state=MembershipState.REQUESTED, asked_at=now - timedelta(days=1)
        )
