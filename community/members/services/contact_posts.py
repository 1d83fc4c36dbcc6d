"""Whom a message to an organisation reaches: the holder of the role, or whoever speaks for it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from community.members import disclosure, permissions
from community.members.models import Claim, ContactPost, Organisation, User
from community.members.services import claims


def holders(*, organisation: Organisation, role: str, now: datetime) -> list[User]:
    """Return whom a message in `role` reaches at `now`: the holder, else every speaker; nobody is an empty list."""
    held = User.objects.filter(contact_posts__organisation=organisation, contact_posts__role=role)
    found = list(entitled(held, organisation=organisation, now=now))
    return found or list(claims.speakers(organisation=organisation, now=now))


def entitled(members: QuerySet[User], *, organisation: Organisation, now: datetime) -> QuerySet[User]:
    """Return those of `members` who may hold a role: a current speaker, or a colleague who was never one.

    Who was a speaker and is one no more (lapsed, revoked, address gone) holds nothing, whatever her profile says.
    """
    own = Claim.objects.filter(member=OuterRef("pk"), organisation=organisation)
    colleague = Q(profile__organisation=organisation) & ~Exists(own.filter(valid_until__isnull=False))
    return members.filter(Exists(own.current(now=now)) | colleague, is_active=True)


@transaction.atomic
def appoint(*, organisation: Organisation, role: str, holder: User | None, now: datetime) -> ContactPost:
    """Give a role to a member, or to nobody; who held it before holds it no more.

    Raises:
        NotEntitled: the member neither speaks for the organisation nor works there.
    """
    if holder is not None and not can_hold(member=holder, organisation=organisation, now=now):
        raise claims.NotEntitled
    post, made = ContactPost.objects.select_for_update().get_or_create(
        organisation=organisation, role=role, defaults={"holder": holder, "since": now}
    )
    if not made and post.holder_id != (holder.pk if holder else None):
        post.holder, post.since = holder, now
        post.save(update_fields=["holder", "since"])
    return post


@transaction.atomic
def appoint_all(*, organisation: Organisation, holders: dict[str, User | None], by: User, now: datetime) -> None:
    """Give each role to whom a speaker chose.

    Raises:
        NotEntitled: `by` does not speak for the organisation now, or a holder has no part in it.
    """
    if not permissions.can_edit_organisation(by, organisation, now=now):
        raise claims.NotEntitled
    for role, holder in holders.items():
        appoint(organisation=organisation, role=role, holder=holder, now=now)


def candidates(*, organisation: Organisation, reader: User, now: datetime) -> list[User]:
    """Return whom a speaker may choose: the speakers, and colleagues who let her see where they work."""
    who = disclosure.Reader(reader)
    open_to_her = who.may_see(disclosure.PAGE, prefix="profile__") & who.may_see("organisation", prefix="profile__")
    speaking = Q(pk__in=claims.speakers(organisation=organisation, now=now).values("pk"))
    held = Q(contact_posts__organisation=organisation)
    able = User.objects.filter(speaking | held | (Q(profile__organisation=organisation) & open_to_her))
    return list(entitled(able, organisation=organisation, now=now).distinct().order_by("name", "pk"))


def can_hold(*, member: User, organisation: Organisation, now: datetime) -> bool:
    """Return whether the member may hold a role of the organisation now."""
    return entitled(User.objects.filter(pk=member.pk), organisation=organisation, now=now).exists()


@transaction.atomic
def vacate_ended(*, now: datetime) -> int:
    """Empty the roles whose holders may hold them no more, because a claim lapsed or an address went; count them."""
    emptied = 0
    for post in ContactPost.objects.filter(holder__isnull=False).select_related("holder", "organisation"):
        if post.holder and not can_hold(member=post.holder, organisation=post.organisation, now=now):
            post.holder, post.since = None, now
            post.save(update_fields=["holder", "since"])
            emptied += 1
    return emptied
