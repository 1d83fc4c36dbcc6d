"""Writing the consolidated reply, and letting contributors know that their words were used."""

from collections.abc import Iterable
from datetime import datetime

from community.discussions.models import Post
from community.ediscussions import emails
from community.ediscussions.models import EDiscussion, Proceedings, Quote
from community.ediscussions.services.discussions import held
from community.ediscussions.services.refusals import StillOpen, WrittenMeanwhile
from community.members import contributions
from community.members.models import User
from foundation import markup


def write(
    *,
    discussion: EDiscussion,
    by: User,
    language: str,
    synopsis: str,
    resources: list[dict[str, str]],
    posts: Iterable[Post],
    publish: bool,
    base: int,
    now: datetime,
) -> Proceedings:
    """Write the consolidated reply, as a draft or for everybody. What is out stays out; its words can be put right.

    Args:
        resources: title and address of each.
        posts: the contributions it rests on, in their order.
        base: the version that the form was filled from, 0 for a new one.

    Raises:
        EDiscussionGone: the discussion is not hers to lead.
        StillOpen: members can still write.
        WrittenMeanwhile: another facilitator saved it after the form was opened.
    """
    synopsis = contributions.check(markup.tidy(synopsis))
    with held(discussion, by, leads=True) as row:
        if row.today(now) <= row.ends_on:
            raise StillOpen(row.ends_on)
        known = Proceedings.objects.filter(discussion=row).first()
        if known is not None and known.version != base:
            raise WrittenMeanwhile
        found = known or Proceedings(discussion=row, version=0)
        found.language, found.synopsis, found.resources = language, synopsis, resources
        found.author, found.written_at = by, now
        found.version += 1
        if publish and found.published_at is None:
            found.published_at = now
        found.full_clean(exclude=["discussion", "author"])
        found.save()
        _quote(found, posts)
        if found.published_at is not None:
            emails.owe_used(found, now=now)
    return found


def _quote(row: Proceedings, posts: Iterable[Post]) -> None:
    own = Post.objects.published().filter(thread__room__discussion=row.discussion_id)
    kept = set(own.filter(pk__in=[post.pk for post in posts]).values_list("pk", flat=True))
    row.quotes.all().delete()
    Quote.objects.bulk_create(
        Quote(proceedings=row, post=post, position=position)
        for position, post in enumerate(post for post in posts if post.pk in kept)
    )
