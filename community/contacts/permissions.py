"""Who may write to whom, and read what was written. Judged now: by page, badge, role and account as they are."""

from datetime import datetime

from django.db.models import Q

from community.contacts.models import Conversation
from community.members.disclosure import PAGE, Reader
from community.members.models import Claim, ContactPost, Organisation, User
from community.members.services import contact_posts


def can_write_member(user: User, recipient: User) -> bool:
    """Who sees the other's page; nobody to herself or to a closed account."""
    profile = getattr(recipient, "profile", None)
    return (
        user.is_active
        and recipient.is_active
        and user.pk != recipient.pk
        and profile is not None
        and Reader(user).sees(profile, PAGE)
    )


def can_write_organisation(user: User, organisation: Organisation, *, role: str, now: datetime) -> bool:
    """Every member, while there is somebody whom the role reaches."""
    return user.is_active and bool(contact_posts.holders(organisation=organisation, role=role, now=now))


def inboxes(user: User, *, now: datetime) -> Q:
    """Return the condition on conversations of organisations that `user` reads and answers now.

    Who speaks for the organisation reads all; who only holds one of its roles, what went to that role.
    """
    if not user.is_active:
        return Q(pk__in=[])
    spoken = Claim.objects.current(now=now).filter(member=user).values("organisation")
    found = Q(organisation__in=spoken)
    for post in ContactPost.objects.filter(holder=user).select_related("organisation"):
        if contact_posts.can_hold(member=user, organisation=post.organisation, now=now):
            found |= Q(organisation=post.organisation, role=post.role)
    return found


def can_read_inbox(user: User, organisation: Organisation, *, now: datetime) -> bool:
    """Who speaks for the organisation, or holds one of its roles."""
    if Claim.objects.current(now=now).filter(member=user, organisation=organisation).exists():
        return True
    held = ContactPost.objects.filter(holder=user, organisation=organisation).exists()
    return held and contact_posts.can_hold(member=user, organisation=organisation, now=now)


def side_of(user: User, conversation: Conversation, *, now: datetime) -> bool | None:
    """Return True for who began, False for the other side, None for everybody else."""
    if not user.is_active:
        return None
    if conversation.starter_id == user.pk:
        return True
    if conversation.recipient_id == user.pk:
        return False if conversation.messages.delivered().exists() else None
    if conversation.organisation_id is None:
        return None
    inside = Conversation.objects.filter(inboxes(user, now=now), pk=conversation.pk).exists()
    return False if inside else None
