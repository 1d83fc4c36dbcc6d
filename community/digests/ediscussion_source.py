"""Weekly summaries of facilitated discussions, for the digest of their week."""

from datetime import datetime
from itertools import groupby

from django.db.models import Prefetch
from django.utils import translation
from django.utils.translation import gettext as _

from community.digests.sources import Item, Section, register
from community.discussions.models import Thread
from community.ediscussions.display import in_language
from community.ediscussions.models import EDiscussion, Summary
from community.taxonomy.models import Term
from foundation import markup


def collect(language: str, since: datetime, now: datetime) -> list[Item]:
    """Return the summaries that came out after `since` in discussions that everybody may read.

    One a week of a discussion: in the reader's language if it is there, else in the one that came first.
    """
    public = Thread.objects.public()
    rows = (
        Summary.objects.filter(published_at__gt=since, published_at__lte=now)
        .filter(discussion__in=EDiscussion.objects.filter(rooms__thread__in=public))
        .select_related("discussion__space")
        .prefetch_related(
            "discussion__rooms", Prefetch("discussion__themes", queryset=Term.objects.select_related("parent"))
        )
        .order_by("discussion", "week", "published_at", "pk")
    )
    with translation.override(language):
        weeks = groupby(rows, key=lambda row: (row.discussion_id, row.week))
        return [_item(list(versions)) for _week, versions in weeks]


def _item(versions: list[Summary]) -> Item:
    summary = in_language(versions, "")
    discussion = summary.discussion
    return Item(
        # Of the week, not of the language: who reads in another one from now on is not told twice.
        key=f"summary:{discussion.pk}:{summary.week}",
        stamp=min(one.published_at for one in versions),
        section=Section.THREADS,
        title=summary.title,
        path=summary.get_absolute_url(),
        language=summary.language,
        themes=frozenset(slug for term in discussion.themes.all() for slug in term.branch),
        summary=markup.excerpt(summary.html, 300),
        place=discussion.title,
        note=_("Facilitator’s summary, week %(week)s.") % {"week": summary.week},
        about=frozenset(f"thread:{room.thread_id}" for room in discussion.rooms.all()),
    )


def join() -> None:
    """Tell digests of this source."""
    register("summaries", collect)
