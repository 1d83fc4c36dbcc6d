"""Whose contributions are shown at once, and whose reports count. Worked out from what is there, never stored.

Trust is earned by TRUST_AFTER contributions that everybody reads; a facilitator takes it away or gives it, and what is
hidden for cause takes it away too. Then what was accepted after that moment earns it again. Who holds a role, or speaks
for an organisation, is trusted from the first word; a role alone is stronger than a facilitator's distrust.
"""

from datetime import datetime

from django.conf import settings
from django.db.models import Exists, Sum

from community.comments.models import PageComment
from community.discussions.models import Post
from community.members.models import Claim, User
from community.moderation.models import Flag, Trust


def must_wait(author: User, now: datetime) -> bool:
    """Return whether what the author sends at `now` is held until a facilitator has read it."""
    return settings.HOLD_FIRST_CONTRIBUTIONS and not is_trusted(author, now=now)


def is_trusted(member: User, *, now: datetime) -> bool:
    """Return whether the member's contributions are shown at once."""
    if _plainly_trusted(member):
        return True
    row = Trust.objects.filter(member=member).first()
    if row is not None and row.is_given:
        return True
    if accepted(member, since=row.since if row else None) >= settings.TRUST_AFTER:
        return True
    if member.is_superuser or member.group_names:
        return True
    return row is None and Claim.objects.current(now=now).filter(member=member).exists()


def _plainly_trusted(member: User) -> bool:
    """Return whether she wrote enough posts and no decision says otherwise: most who write, in one statement."""
    judged = Exists(Trust.objects.filter(member=member))
    posts = Post.objects.published().order_by().filter(author=member).annotate(is_judged=judged)
    found = list(posts.values_list("is_judged", flat=True)[: settings.TRUST_AFTER])
    return bool(found) and len(found) >= settings.TRUST_AFTER and not found[0]


def accepted(member: User, *, since: datetime | None, most: int | None = None) -> int:
    """Return how many contributions of the member everybody reads, written after `since`; counted up to `most`."""
    most = settings.TRUST_AFTER if most is None else most
    posts = Post.objects.published().order_by().filter(author=member)
    comments = PageComment.objects.published().order_by().filter(user=member)
    if since is not None:
        posts, comments = posts.filter(created_at__gt=since), comments.filter(submit_date__gt=since)
    found = len(posts.values_list("pk")[:most])
    return found if found >= most else found + len(comments.values_list("pk")[: most - found])


def unfounded_reporters(members: list[int]) -> set[int]:
    """Return those of the members (keys) whose reports do not help to hide something before a facilitator looked.

    They do until DISMISSALS_TOLERATED of them were found without ground and fewer were found right. All reports reach
    the facilitators in any case, and well-founded ones make a member's count again.
    """
    rows = Flag.objects.filter(reporter__in=members).order_by().values("reporter")
    return {
        row["reporter"]
        for row in rows.annotate(without=Sum("dismissals"), right=Sum("upholds"))
        if row["without"] >= settings.DISMISSALS_TOLERATED and row["without"] > row["right"]
    }
