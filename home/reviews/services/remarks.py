"""Keeping what a reviewer writes before she decides: notes, remarks, reason."""

from datetime import datetime

from community.members.models import User
from home.reviews import locks
from home.reviews.enums import ReviewState
from home.reviews.models import OutsideLink, Remark, Review
from home.reviews.paragraphs import parts_of
from home.reviews.services.refusals import AlreadyDecided, ReviewGone, RoundClosed

# Which paragraph, and what is asked of it.
Asked = dict[tuple[str, int], str]


def keep(
    *,
    review: Review,
    by: User,
    notes: dict[str, str],
    remarks: Asked,
    reason: str,
    named: bool,
    now: datetime,
) -> Review:
    """Keep it for later.

    Raises:
        ReviewGone: it is not hers, or she has not declared.
        AlreadyDecided: she gave her verdict.
        RoundClosed: it ended.
    """
    with locks.round_lock(review.round_id) as held:
        fresh = Review.objects.of(by).declared().select_related("round__revision").filter(pk=review.pk).first()
        if held is None or fresh is None or not by.is_active:
            raise ReviewGone
        if fresh.state == ReviewState.DECIDED:
            raise AlreadyDecided
        if held.outcome:
            raise RoundClosed
        fresh.notes, fresh.reason, fresh.named = notes, reason, named
        fresh.save(update_fields=["notes", "reason", "named"])
        write(remarks, review=fresh, now=now)
        return fresh


def write(remarks: Asked, *, now: datetime, review: Review | None = None, link: OutsideLink | None = None) -> None:
    """Write the remarks of one person: emptied ones go; those on paragraphs that are not there count for nothing."""
    if review is not None:
        page_id, revision = review.round.page_id, review.round.revision
        own = Remark.objects.filter(review=review)
    elif link is not None:
        page_id, revision = link.page_id, link.revision
        own = Remark.objects.filter(link=link)
    else:
        return
    there = {
        (part.name, place): text
        for part in parts_of(revision.as_object())
        for place, text in enumerate(part.paragraphs)
    }
    known = {(remark.part, remark.place): remark for remark in own}
    for where, text in remarks.items():
        if where not in there:
            continue
        before = known.get(where)
        if before is not None and text:
            Remark.objects.filter(pk=before.pk).update(text=text)
        elif before is not None:
            before.delete()
        elif text:
            Remark.objects.create(
                page_id=page_id,
                review=review,
                link=link,
                part=where[0],
                place=where[1],
                paragraph=there[where],
                text=text,
                created_at=now,
            )
