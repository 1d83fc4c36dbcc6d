"""What allauth and Django say of accounts, and the service that answers."""

from typing import Any

from allauth.mfa import signals as mfa
from django.db.models.signals import m2m_changed
from django.http import HttpRequest

from community.members.models import User
from community.members.services import sessions

CHANGES = {"post_add", "post_remove", "post_clear"}


def on_factor_changed(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A second factor came or went: whoever sits elsewhere with the old proof is signed out."""
    sessions.end_others(member=user, kept=request.session.session_key)


def on_roles_changed(sender: Any, instance: Any, action: str, pk_set: set[int] | None, **kwargs: Any) -> None:
    """A role was given or taken, from the account's side or the role's: each account signs in again.

    A role that is emptied names nobody afterwards, so its accounts are signed out just before.
    """
    if isinstance(instance, User):
        if action in CHANGES:
            sessions.end_others(member=instance)
    elif action == "pre_clear" or (action in CHANGES and pk_set):
        keys = instance.user_set.values("pk") if pk_set is None else pk_set
        for member in User.objects.filter(pk__in=keys):
            sessions.end_others(member=member)


def connect() -> None:
    """Start to listen."""
    for signal in (mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset):
        signal.connect(on_factor_changed, dispatch_uid="members.factor")
    m2m_changed.connect(on_roles_changed, sender=User.groups.through, dispatch_uid="members.roles")
