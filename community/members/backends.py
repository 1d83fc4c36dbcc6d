"""Who sends a request: the account with what nearly every page asks of it, in one query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef

from community.members.enums import RoleGroup
from community.members.models import Claim, User
from foundation import clock


class WholeAccount:
    """Brings profile, roles and second factor along, and whether she speaks for anybody; a query each otherwise."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the account of a session, or None when it is gone or closed."""
        roles = User.groups.through.objects.filter(user_id=OuterRef("pk"))
        held = {f"role_{role.name}": Exists(roles.filter(group__name=role)) for role in RoleGroup}
        factors = Authenticator.objects.filter(user_id=OuterRef("pk")).exclude(type="recovery_codes")
        claims = Claim.objects.current(now=clock.now()).filter(member=OuterRef("pk")).order_by()
        asked = {"has_factor": Exists(factors), "speaks": Exists(claims)}
        accounts = User.objects.select_related("profile").annotate(**asked, **held)
        user = accounts.filter(pk=user_id, is_active=True).first()
        if user is None:
            return None
        # Where the model keeps what it has asked for.
        user.__dict__["group_names"] = frozenset(
            role.value for role in RoleGroup if user.__dict__.pop(f"role_{role.name}")
        )
        user.__dict__["has_second_factor"] = user.__dict__.pop("has_factor")
        return user


class PasswordBackend(WholeAccount, ModelBackend):
    """Django's own way in, and its rights."""


class AddressBackend(WholeAccount, AuthenticationBackend):
    """Django-allauth's way in, by address."""
