"""New comments on pages, for the digests of those who follow the page: no theme brings them to anybody else."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import translation
from django.utils.translation import ngettext

from community.comments.models import PageComment
from community.digests.sources import Item, Section, register
from community.following.enums import Level
from community.following.models import Following
from community.members import contribution_kinds
from foundation import markup


def collect(language: str, since: datetime, now: datetime) -> list[Item]:
    """Return the public pages that somebody follows and that were commented on after `since`."""
    followed = Following.objects.filter(kind="page", level__in=[Level.FOLLOWED, Level.WATCHED])
    keys = [str(key) for key in followed.order_by().values_list("target", flat=True).distinct()]
    rows = PageComment.objects.published().filter(object_pk__in=keys, submit_date__gt=since, submit_date__lte=now)
    by_page: dict[int, list[PageComment]] = {}
    for comment in rows.order_by("submit_date", "pk"):
        by_page.setdefault(int(comment.object_pk), []).append(comment)
    with translation.override(language):
        items = [_item(pk, comments) for pk, comments in by_page.items()]
    return [item for item in items if item is not None]


def _item(pk: int, comments: list[PageComment]) -> Item | None:
    place = contribution_kinds.find_place(AnonymousUser(), "page", pk)
    if place is None:
        return None
    total, last = len(comments), comments[-1]
    return Item(
        key=f"comments:{pk}",
        stamp=last.submit_date,
        section=Section.THREADS,
        title=place.title,
        path=f"{place.url}#comments",
        language=place.language,
        themes=frozenset(),
        summary=markup.excerpt(last.html, 200),
        note=ngettext("%(total)s new comment.", "%(total)s new comments.", total) % {"total": total},
        replies=tuple(comment.submit_date for comment in comments),
    )


def join() -> None:
    """Tell digests of this source."""
    register("comments", collect)
