"""Reads of groups and of who is in them. Rights are part of the query.

`visible_to` is who may know of a group and read its landing page, `open_to` who may read what is inside. Everything
that belongs to a group is filtered by one of the two: spaces and threads, files, search entries, and what comes later.
"""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Value

from community.groups.enums import GroupKind, GroupRole, MembershipState

if TYPE_CHECKING:
    from datetime import datetime

    from community.groups.models import Group, GroupFile, Invitation, Membership  # noqa: F401  # named in strings


def is_member(user: Any) -> bool:
    """Return whether somebody is signed in with an account that is not suspended."""
    return bool(user is not None and user.is_authenticated and user.is_active)


def is_overseer(user: Any) -> bool:
    """Return whether somebody looks after all groups: the site's facilitators and administrators."""
    return is_member(user) and bool(user.is_facilitator)


def _active_of(user: Any) -> "MembershipQuerySet":
    rows: MembershipQuerySet = apps.get_model("groups", "Membership")._default_manager.all()
    return rows.active().filter(member=user.pk)


class GroupQuerySet(models.QuerySet["Group"]):
    """Groups, narrowed by adjectives."""

    def visible_to(self, user: Any) -> "GroupQuerySet":
        """Groups that `user`, who may be anonymous, may know of: private ones only from inside."""
        if is_overseer(user):
            return self
        public = ~Q(kind=GroupKind.PRIVATE)
        return self.filter(public | Q(pk__in=_active_of(user).values("group")) if is_member(user) else public)

    def open_to(self, user: Any) -> "GroupQuerySet":
        """Groups whose inside `user` may read: the active members, and the site's facilitators."""
        if is_overseer(user):
            return self
        return self.filter(pk__in=_active_of(user).values("group")) if is_member(user) else self.none()

    def of(self, user: Any) -> "GroupQuerySet":
        """Groups that `user` is an active member of."""
        return self.filter(pk__in=_active_of(user).values("group")) if is_member(user) else self.none()

    def managed_by(self, user: Any) -> "GroupQuerySet":
        """Groups that `user` looks after: her own as their facilitator, all as a facilitator of the site."""
        if is_overseer(user):
            return self
        own = _active_of(user).filter(role=GroupRole.FACILITATOR) if is_member(user) else None
        return self.filter(pk__in=own.values("group")) if own is not None else self.none()

    def unarchived(self) -> "GroupQuerySet":
        """Groups that are alive."""
        return self.filter(archived_at__isnull=True)

    def for_listing(self, user: Any) -> "GroupQuerySet":
        """With the number of members and whether `user` is one, her own first."""
        active = Q(memberships__state=MembershipState.ACTIVE, memberships__member__is_active=True)
        mine: Any = Value(False)
        if is_member(user):
            mine = Exists(_active_of(user).filter(group=OuterRef("pk")))
        rows = self.annotate(member_count=Count("memberships", filter=active), is_mine=mine)
        return rows.order_by("-is_mine", models.F("archived_at").desc(nulls_first=True), "name", "pk")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, narrowed by adjectives."""

    def active(self) -> "MembershipQuerySet":
        """Of those who are in the group now."""
        return self.filter(state=MembershipState.ACTIVE)

    def waiting(self) -> "MembershipQuerySet":
        """Of those who asked and whose account still works."""
        return self.filter(state=MembershipState.REQUESTED, member__is_active=True)

    def facilitating(self) -> "MembershipQuerySet":
        """Of the group's own facilitators, with an account that works."""
        return self.active().filter(role=GroupRole.FACILITATOR, member__is_active=True)

    def for_listing(self) -> "MembershipQuerySet":
        """With what a row shows, whatever the number of rows: facilitators first, then by name."""
        rows = self.filter(member__is_active=True).select_related(
            "member__profile__organisation", "member__profile__territory"
        )
        return rows.order_by("role", "member__name", "pk")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, narrowed by adjectives."""

    def standing(self, *, now: "datetime") -> "InvitationQuerySet":
        """Neither accepted nor over."""
        return self.filter(accepted_at__isnull=True, expires_at__gt=now)


class GroupFileQuerySet(models.QuerySet["GroupFile"]):
    """Files of groups, narrowed by adjectives."""

    def readable(self, user: Any) -> "GroupFileQuerySet":
        """Files of groups whose inside `user` may read."""
        groups = apps.get_model("groups", "Group")._default_manager.open_to(user)
        return self.filter(group__in=groups.values("pk"))
