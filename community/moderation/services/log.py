"""Writing the decision log: the one place where a line is made."""

from datetime import datetime

from django.db import models

from community.members.models import User
from community.moderation.enums import Action
from community.moderation.models import Decision
from community.moderation.querysets import on


def write(*, target: models.Model, action: Action, actor: User | None, reason: str, now: datetime) -> Decision:
    """Add a line to the log. Call it in the transaction of what it tells of.

    Args:
        target: what was decided on: a contribution, a thread or a member.
        action: what was decided, or happened by itself.
        actor: the facilitator; None for what happened by itself.
        reason: one line, no words of the contribution.
        now: the present.
    """
    decision = Decision(actor=actor, action=action, reason=reason, created_at=now, **on(target))
    decision.full_clean(exclude=["actor"])
    decision.save()
    return decision
