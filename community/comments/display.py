"""What stands below a page: its comments in reading order, as one reader sees them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import Locale, Page

from community.comments.models import PageComment
from community.comments.permissions import can_edit_comment, can_remove_comment, can_reply_comment
from community.comments.services.comments import DEEPEST
from community.members import disclosure, mentions
from community.members.contributions import (
    PER_PAGE,
    UNSEEN,
    Contribution,
    ContributionState,
    line_of,
    may_change,
    name_of,
    shows,
)
from community.reactions import display as reactions

PARAMETER = "comments"


@dataclass(frozen=True)
class Reader:
    """Who reads, and when. profiles: what she may see of those who wrote; is_open: more can be written here."""

    user: Any
    may_moderate: bool
    now: datetime
    profiles: disclosure.Reader
    is_open: bool


@dataclass(frozen=True)
class Reading:
    """A page of the comments on a page."""

    page_obj: ListPage[Any]
    entries: list[Contribution]

    @property
    def total(self) -> int:
        """Number of comments on all pages."""
        return self.page_obj.paginator.count


class ShortPaginator(Paginator):
    """Counts only when there is more than one page: most pages have few comments, and those are read anyway."""

    @cached_property
    def count(self) -> int:
        """Number of comments on all pages."""
        first: list[PageComment] = list(self.object_list[: self.per_page + 1])
        if len(first) <= self.per_page:
            self.object_list = first
            return len(first)
        return super().count


def read(source: Page, user: Any, page: str | None, now: datetime, *, is_open: bool = True) -> Reading:
    """Return a page of comments in at most three queries, whatever their number; in one when all fit on a page.

    source: the page that has the comments; is_open: it takes more of them.
    """
    rows = PageComment.objects.on(source).shown_to(user).in_reading_order().for_listing()
    page_obj = ShortPaginator(rows, PER_PAGE).get_page(page)
    shown = list(page_obj.object_list)
    may_moderate = bool(user.is_authenticated and user.is_facilitator)
    reader = Reader(user, may_moderate, now, disclosure.Reader(user), is_open)
    known = {comment.pk: comment for comment in shown}
    signs = reactions.tallies("comment", known, user)
    answered = {comment.parent_id for comment in shown if comment.level and comment.state not in UNSEEN}
    befores = [None, *shown]
    cited = mentions.of("comment", known)
    entries = []
    for before, comment in zip(befores, shown, strict=False):
        answers, answers_url = _answers(comment, known)
        entries.append(
            replace(
                _contribution(comment, reader, before, comment.pk in answered),
                answers=answers,
                answers_url=answers_url,
                cited_in=tuple(cited.get(comment.pk, [])),
                signs=tuple(signs[comment.pk]),
                speaks_for=comment.speaks_for,
                files=tuple(comment.files) if comment.state == ContributionState.PUBLISHED else (),
            )
        )
    return Reading(page_obj, entries)


def _contribution(
    comment: PageComment,
    reader: Reader,
    before: PageComment | None,
    is_answered: bool,
) -> Contribution:
    user, published = reader.user, comment.state == ContributionState.PUBLISHED
    is_own = bool(user.is_authenticated and comment.user_id == user.pk)
    changeable = can_edit_comment(user, comment) and may_change(
        created_at=comment.submit_date, is_answered=is_answered, now=reader.now
    )
    by_another = bool(user.is_authenticated and published and not is_own)
    return Contribution(
        kind="comment",
        pk=comment.pk,
        anchor=f"comment-{comment.pk}",
        html=comment.html if shows(comment.state, is_own=is_own, may_moderate=reader.may_moderate) else "",
        language=comment.language,
        state=comment.state,
        name=name_of(comment.user),
        line=line_of(comment.user, reader.profiles),
        created_at=comment.submit_date,
        edited_at=comment.edited_at,
        hidden_at=comment.hidden_at,
        hidden_reason=comment.hidden_reason,
        level=1 if comment.level else 0,
        is_first=comment.level == 1 and before is not None and before.level == 0,
        is_own=is_own,
        by_facilitator=getattr(comment, "by_facilitator", False),
        may_moderate=reader.may_moderate,
        link_url=comment.get_absolute_url(),
        can_flag=by_another,
        can_react=by_another,
        **_doors(comment, reader, changeable=changeable),
    )


def _doors(comment: PageComment, reader: Reader, *, changeable: bool) -> dict[str, Any]:
    """Addresses of what the reader can do with a comment; empty where she cannot."""
    user = reader.user
    replies = reader.is_open and can_reply_comment(user, comment, deepest=DEEPEST)
    return {
        "reply_url": f"?reply_to={comment.pk}#reply" if replies else "",
        "quote_url": f"?reply_to={comment.pk}&quote=1#reply" if replies else "",
        "edit_url": reverse("comments:edit", args=[comment.pk]) if changeable else "",
        "remove_url": reverse("comments:remove", args=[comment.pk]) if can_remove_comment(user, comment) else "",
    }


def _answers(comment: PageComment, known: dict[int, PageComment]) -> tuple[str, str]:
    parent = known.get(comment.parent_id)
    if comment.level < DEEPEST or parent is None or parent.state != ContributionState.PUBLISHED:
        return "", ""
    return name_of(parent.user), f"#comment-{parent.pk}"


def page_of(comment: PageComment, source: Page, user: Any = None) -> int:
    """Return the number of the page of comments that a comment stands on for `user`, without one for a visitor."""
    rows = PageComment.objects.on(source).shown_to(user)
    earlier = rows.filter(thread_id__lt=comment.thread_id).count()
    return (earlier + rows.filter(thread_id=comment.thread_id, order__lt=comment.order).count()) // PER_PAGE + 1


def version_for(source: Page, language: str) -> Page:
    """Return the published version of a page in a language, else the page itself."""
    if source.locale.language_code == language:
        return source
    locale = Locale.objects.filter(language_code=language).first()
    found = source.get_translation_or_none(locale) if locale else None
    return found if found is not None and found.live else source
