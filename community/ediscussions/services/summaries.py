"""Writing the summary of a week."""

from collections.abc import Iterable
from datetime import datetime

from community.discussions.models import Post
from community.ediscussions import schedule
from community.ediscussions.display import replies_of
from community.ediscussions.models import EDiscussion, Summary
from community.ediscussions.schedule import Phase
from community.ediscussions.services.discussions import held
from community.ediscussions.services.refusals import EDiscussionGone, WeekNotBegun, WrittenMeanwhile
from community.members import contributions
from community.members.models import User
from foundation import markup


def phases_of(discussion: EDiscussion, now: datetime) -> list[Phase]:
    """Return the phases of a discussion, in one query."""
    rows = discussion.questions.order_by("number").values_list("number", "opens_on", "text")
    return schedule.phases(list(rows), discussion.ends_on, discussion.today(now))


def write(
    *,
    discussion: EDiscussion,
    by: User,
    week: int,
    language: str,
    title: str,
    text: str,
    posts: Iterable[Post],
    base: int,
    now: datetime,
) -> Summary:
    """Write or change the summary of a week in a language; one row each.

    Args:
        posts: what it rests on; none for all that was written in the week so far.
        base: the version that the form was filled from, 0 for a new one.

    Raises:
        EDiscussionGone: the discussion is not hers to lead.
        WeekNotBegun: there is nothing to sum up yet.
        WrittenMeanwhile: another facilitator saved this summary after the form was opened.
    """
    title, text = " ".join(markup.tidy(title).split()), contributions.check(markup.tidy(text))
    with held(discussion, by, leads=True) as row:
        phase = next((one for one in phases_of(row, now) if one.number == week), None)
        if phase is None:
            raise EDiscussionGone
        if phase.state == schedule.TO_COME:
            raise WeekNotBegun
        known = row.summaries.filter(week=week, language=language).first()
        if known is not None and known.version != base:
            if known.author_id == by.pk and (known.title, known.text) == (title, text):
                return known  # the same form, sent twice
            raise WrittenMeanwhile
        summary = known or Summary(discussion=row, week=week, language=language, published_at=now, version=0)
        summary.title, summary.text, summary.author = title, text, by
        summary.edited_at = now if known else None
        summary.version += 1
        summary.full_clean(exclude=["discussion", "author"])
        summary.save()
        summary.posts.set(_behind(row, phase, posts))
    return summary


def _behind(discussion: EDiscussion, phase: Phase, chosen: Iterable[Post]) -> Iterable[Post]:
    """Return what a summary rests on: what was chosen of the discussion's own posts, else all of the week so far."""
    rows = Post.objects.published().filter(thread__room__discussion=discussion)
    if keys := [post.pk for post in chosen]:
        return rows.filter(pk__in=keys)
    first, last = schedule.moment_range(phase, discussion.zone)
    return replies_of(discussion).filter(created_at__gte=first, created_at__lt=last)
