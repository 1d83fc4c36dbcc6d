"""Remembering which addresses an account had, so that erasing it reaches the mails that went there."""

from datetime import datetime

from community.members.models import User
from community.personal_data.models import FormerAddress


def remember(*, member: User, address: str, now: datetime) -> FormerAddress:
    """Keep an address that the account has no more."""
    return FormerAddress.objects.create(member=member, address=address, left_at=now)
