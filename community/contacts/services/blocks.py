"""Letting nothing of somebody reach oneself."""

from datetime import datetime

from django.db import transaction

from community.contacts.models import Block
from community.members.models import User


@transaction.atomic
def block(*, blocker: User, blocked: User, now: datetime) -> None:
    """Block a member; doing it again, or blocking oneself, changes nothing."""
    if blocker.pk != blocked.pk:
        Block.objects.bulk_create([Block(blocker=blocker, blocked=blocked, created_at=now)], ignore_conflicts=True)


@transaction.atomic
def unblock(*, blocker: User, blocked: User) -> None:
    """Let the member's next messages through; those kept back stay so."""
    Block.objects.between(blocker.pk, blocked.pk).delete()
