"""Closing an account to its owner and opening it again; roles are given by administrators alone, elsewhere."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from community.members import permissions
from community.members.models import User


class NotAllowed(Exception):
    """The one who asks may not close or open this account."""

    def __str__(self) -> str:
        return _("Only an administrator can do this.")


@transaction.atomic
def set_active(*, member: User, active: bool, by: User) -> User:
    """Close an account, whose owner is signed out at her next request, or open it again; written down in the log.

    Raises:
        NotAllowed: `by` is no facilitator, or the account holds as much power as hers.
    """
    fresh = User.objects.select_for_update(no_key=True).get(pk=member.pk)
    if not permissions.can_close_account(by, fresh):
        raise NotAllowed
    if fresh.is_active != active:
        fresh.is_active = active
        fresh.save(update_fields=["is_active"])
        log(instance=fresh, action="wagtail.edit", user=by, data={"active": active})
    return fresh
