"""Who may do what in consultations. What belongs to a group asks the group's own rule, in the database, now.

For lists the same rules are queries: `Consultation.objects.readable(user)`, `.kept_by(user)`.
"""

from datetime import datetime
from typing import Any

from community.consultations.models import Consultation, Statement
from community.groups.models import Group
from community.groups.permissions import can_manage_group, can_write_in_group
from community.groups.querysets import is_member, is_overseer


def can_open_consultation(user: Any, group: Group | None) -> bool:
    """The site's facilitators; for a group also who looks after it, until it is archived."""
    if group is not None:
        return not group.is_archived and can_manage_group(user, group)
    return is_overseer(user)


def can_read_consultation(user: Any, consultation: Consultation) -> bool:
    """Everybody once it was put to discussion, before that who edits it; that of a group only from inside."""
    return Consultation.objects.readable(user).filter(pk=consultation.pk).exists()


def can_edit_consultation(user: Any, consultation: Consultation) -> bool:
    """The site's facilitators, and the consultation's own."""
    return Consultation.objects.kept_by(user).filter(pk=consultation.pk).exists()


def can_comment_consultation(user: Any, consultation: Consultation, *, now: datetime) -> bool:
    """Members, for a group's those who write in it, while it is in discussion and its last day is not over."""
    if not is_member(user) or not consultation.takes_statements(now=now):
        return False
    return consultation.group is None or can_write_in_group(user, consultation.group)


def can_remove_statement(user: Any, statement: Statement) -> bool:
    """Who wrote it, while it can be read."""
    return is_member(user) and statement.author_id == user.pk and statement.is_published
