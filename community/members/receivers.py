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


def on_roles_changed(sender: Any, instance: Any, action: str, **kwargs: Any) -> None:
    """A role was given or taken: the account signs in again, with the proof the new role needs."""
    if action in CHANGES and isinstance(instance, User):
        sessions.end_others(member=instance)


def connect() -> None:
    """Start to listen."""
    for signal in (mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset):
        signal.connect(on_factor_changed, dispatch_uid="members.factor")
    m2m_changed.connect(on_roles_changed, sender=User.groups.through, dispatch_uid="members.roles")
