"""Who may do what with briefs. Editors' rights are Wagtail's."""

from datetime import datetime
from typing import TYPE_CHECKING

from community.members.models import Organisation, User
from community.members.permissions import can_edit_organisation
from home.briefs.enums import BriefKind

if TYPE_CHECKING:
    from home.briefs.models import BriefPage


def can_endorse_brief(user: User, brief: "BriefPage", organisation: Organisation, *, now: datetime) -> bool:
    """Who speaks for an organisation now, while the joint submission is public and not withdrawn."""
    is_open = brief.live and brief.kind == BriefKind.JOINT and brief.withdrawn_on is None
    return is_open and can_edit_organisation(user, organisation, now=now)


def can_withdraw_endorsement(user: User, organisation: Organisation, *, now: datetime) -> bool:
    """Who speaks for the organisation now, whoever endorsed."""
    return can_edit_organisation(user, organisation, now=now)
