"""Telling who watches a place, and who is mentioned, of a new contribution: each of them once, by one owed mail."""

from datetime import datetime

from django.db import transaction

from community.following.emails import NEWS
from community.following.enums import Level
from community.following.models import Following
from community.members import addressing, contribution_kinds
from community.members.contribution_kinds import Kind, Written
from community.members.models import User
from community.outbox.services import debts

AT_ONCE = 200


def tell_due(*, now: datetime) -> int:
    """Owe the mails of every contribution that nobody was told of yet; return how many contributions."""
    told = 0
    for kind in contribution_kinds.all_kinds():
        while pks := kind.untold(AT_ONCE):
            for pk in pks:
                tell(kind=kind, pk=pk, now=now)
            told += len(pks)
    return told


@transaction.atomic
def tell(*, kind: Kind, pk: int, now: datetime) -> int:
    """Owe the mails of one contribution; again, it owes nothing more. Return how many were owed.

    Whether each reader may still read it is judged when her mail is sent.
    """
    written = kind.load(pk)
    kind.mark_told([pk])
    if written is None:
        return 0
    owed = 0
    for member, mentioned in _whom(written).items():
        mail = debts.owe(
            kind=NEWS,
            recipient=member.email,
            period=f"{written.kind} {written.pk}",
            language=member.profile.interface_language,
            now=now,
            context={"member": member.pk, "kind": written.kind, "contribution": written.pk, "mentioned": mentioned},
        )
        owed += mail is not None
    return owed


def _whom(written: Written) -> dict[User, bool]:
    """Who is told: those who watch the place, and those who are mentioned and did not mute it (True)."""
    place = written.place
    author_id = written.author.pk if written.author else None
    rows = Following.objects.on(place.kind, [place.pk])
    # Who began to watch after it was written has it before her eyes.
    watchers = rows.watching().filter(changed_at__lte=written.created_at)
    watchers = watchers.filter(member__is_active=True, member__profile__isnull=False)
    found = {row.member: False for row in watchers.select_related("member__profile") if row.member_id != author_id}
    if written.author is not None and (named := addressing.addressed(written.text, by=written.author)):
        muted = set(rows.filter(level=Level.MUTED, member__in=named).values_list("member", flat=True))
        found |= {member: True for member in named if member.pk not in muted and member.pk != author_id}
    return found
