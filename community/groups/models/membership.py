"""Who is in a group, and who was asked to come."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from community.groups.enums import GroupRole, MembershipState
from community.groups.models.group import Group
from community.groups.querysets import InvitationQuerySet, MembershipQuerySet

NOTE_LENGTH = 300


class Membership(models.Model):
    """One member in one group, now or once: asking, leaving and coming back change the one row there is."""

    group = models.ForeignKey(Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member"),
        on_delete=models.CASCADE,
        related_name="group_memberships",
    )
    role = models.CharField(_("role"), max_length=12, choices=GroupRole.choices, default=GroupRole.MEMBER)
    state = models.CharField(_("state"), max_length=10, choices=MembershipState.choices)
    note = models.CharField(_("why she wants to join"), max_length=NOTE_LENGTH, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership of a group")
        verbose_name_plural = _("memberships of groups")
        ordering = ["group", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], name="groups_one_membership"),
            models.CheckConstraint(
                condition=models.Q(state=MembershipState.ACTIVE) | models.Q(role=GroupRole.MEMBER),
                name="groups_facilitators_are_members",
            ),
        ]
        indexes = [models.Index(fields=["member", "state"], name="groups_membership_by_member")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"

    @property
    def is_facilitator(self) -> bool:
        """She looks after the group."""
        return self.state == MembershipState.ACTIVE and self.role == GroupRole.FACILITATOR


class Invitation(models.Model):
    """An address asked to come. Only the hash of its link is kept; asking again makes a new link and ends the old."""

    group = models.ForeignKey(Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("address"), max_length=254)
    language = models.CharField(_("language of the mail"), max_length=5, default="en")
    nonce = models.CharField(_("salt of the link"), max_length=32)
    token_hash = models.CharField(_("hash of the link"), max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="group_invitations",
    )
    created_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to a group")
        verbose_name_plural = _("invitations to groups")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint("group", Lower("email"), name="groups_one_invitation_an_address"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} to {self.group_id}"
