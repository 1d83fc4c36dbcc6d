"""Writing comments on pages: the one door to django-comments-xtd's table, behind the guards of its known defects.

docs/decisions/0002-own-posts.md says which part of the library is used. tests/community/comments/test_guards.py has
a test for each of the 13 defects.
"""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django_comments_xtd.models import MaxThreadLevelExceededException
from wagtail.models import Page

from community.attachments.services import attachments as files
from community.attachments.uploads import Upload
from community.comments import closing, locks
from community.comments.models import PageComment
from community.comments.permissions import can_comment_page, can_edit_comment, can_remove_comment
from community.following import tasks
from community.following.services import following
from community.members import addressing, contributions, holding, pacing, speaking
from community.members.contributions import (
    UNSEEN,
    ContributionGone,
    ContributionRefused,
    ContributionSettled,
    ContributionState,
)
from community.members.models import Organisation, User
from community.wordings.services import wordings
from foundation import markup

DEEPEST: int = settings.COMMENTS_XTD_MAX_THREAD_LEVEL


class PageClosed(ContributionRefused):
    """The page takes no comments from this member: not published, not readable, or of another kind."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("This page takes no comments at the moment. Your text is kept: copy it if you need it."))


class CommentsClosed(ContributionRefused):
    """An editor closed the comments on the page, or their day has passed."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Comments on this page are closed. Your text is kept: copy it, or ask in the discussions instead.")
        )


class TooDeep(ContributionRefused):
    """Replies go DEEPEST levels deep."""

    status = 409
    parent_is_gone = True

    def __init__(self) -> None:
        super().__init__(
            _("Answers go no deeper here. Your text is kept: send it on its own, or answer a comment above.")
        )


class CommentNotYours(ContributionRefused):
    """Somebody else's, or removed or hidden meanwhile."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("You can change only what you wrote yourself, while it is published."))


def write(
    *,
    page: Page,
    author: User,
    text: str,
    language: str,
    parent: PageComment | None = None,
    now: datetime,
    submission: uuid.UUID | None = None,
    speaks_for: Organisation | None = None,
    watch: bool = False,
    attachments: Sequence[Upload] = (),
    paced: bool = True,
) -> PageComment:
    """Comment on a page, or answer a comment on it; the same form sent twice gives the same comment.

    Args:
        page: the page as it was read, in whichever language; its source gets the comment.
        author: who writes. Name and address are the account's: the row keeps no copy of them, and no IP address.
        text: light Markdown.
        language: code of the language it is written in.
        parent: the comment that is answered.
        now: the present.
        submission: name of the form that sent it.
        speaks_for: the organisation in whose name it is written; None for a personal view.
        watch: the author wants a mail for each further comment on the page.
        attachments: files that were judged.
        paced: judge it as what a member sends: how much in a while, and whether it waits for a facilitator.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    text = contributions.check(markup.tidy(text))
    source = page.specific.source if hasattr(page.specific, "source") else page.specific
    seal = contributions.seal(submission, author.pk, f"page {source.pk}:{text}")
    with locks.page_lock(source.pk) as held:
        author = pacing.enter(author)
        read = Page.objects.filter(pk=page.pk).specific().first()
        if held is None or read is None or not can_comment_page(author, read):
            raise PageClosed
        if seal and (sent := PageComment.objects.filter(submission=seal).first()):
            return sent
        # Asked of the page as it is now, under its lock: an editor may have closed it since it was read.
        if not closing.standing(getattr(read, "source", read), now=now).is_open:
            raise CommentsClosed
        if paced:
            pacing.check(author, now=now)
        state = holding.first_state(author, now=now) if paced else ContributionState.PUBLISHED
        row = PageComment(user=author, comment=text, language=language, submit_date=now, submission=seal, state=state)
        row.speaks_for = speaking.checked(author, speaks_for, now=now)
        if watch:
            following.watch(member=author, kind="page", target=source.pk, now=now)
        return _write_down(row, source, parent, attachments)


def _write_down(
    comment: PageComment, source: Page, parent: PageComment | None, attachments: Sequence[Upload]
) -> PageComment:
    """Complete a new comment and write it. Call it under the lock of its page."""
    comment.content_object, comment.site_id = source, settings.SITE_ID
    comment.parent_id = _answered(source, parent)
    comment.html = markup.render(addressing.linked(comment.comment, by=comment.user))
    comment.is_removed = comment.state == ContributionState.HELD
    comment.is_told = False
    rows = files.described(attachments, uploader=comment.user, now=comment.submit_date)
    comment.files = [row.shown for row in rows]
    try:
        comment.save()
    except MaxThreadLevelExceededException:
        raise TooDeep from None
    if rows:
        files.keep(rows, attachments, kind="comment", target=comment.pk)
    transaction.on_commit(tasks.wake, robust=True)
    return comment


def edit_own(*, comment: PageComment, author: User, text: str, language: str, now: datetime) -> PageComment:
    """Change one's own comment: for 30 minutes, and after them until somebody answers it.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    text = contributions.check(markup.tidy(text))
    with _own(comment, author, can_edit_comment) as held:
        if not contributions.may_change(created_at=held.submit_date, is_answered=is_answered(held), now=now):
            raise ContributionSettled
        if held.comment != text or held.language != language:
            wordings.keep(kind="comment", target=held.pk, author_id=held.user_id, text=held.comment, now=now)
            html = markup.render(addressing.linked(text, by=author))
            change(held, comment=text, html=html, language=language, edited_at=now)
    return held


def remove_own(*, comment: PageComment, author: User) -> PageComment:
    """Take one's own comment away: a line stays in its place, and so do the replies to it.

    What was never shown leaves nothing behind.

    Raises:
        CommentNotYours: somebody else's.
    """
    with _own(comment, author, can_remove_comment) as held:
        if held.files:
            files.forget(kind="comment", target=held.pk)
        wordings.forget(kind="comment", target=held.pk)
        if held.state == ContributionState.HELD:
            PageComment.objects.filter(pk=held.pk).delete()
            return held
        change(held, comment="", html="", files=[], state=ContributionState.REMOVED, is_removed=True)
    return held


def hide(*, comment: PageComment, reason: str, now: datetime) -> PageComment | None:
    """Put a line with the reason in the comment's place; None when it cannot be read as it is."""
    with locks.page_lock(int(comment.object_pk)):
        held = PageComment.objects.get(pk=comment.pk)
        if held.state != ContributionState.PUBLISHED:
            return None
        change(held, state=ContributionState.HIDDEN, hidden_reason=reason, hidden_at=now, is_removed=True)
    return held


def restore(*, comment: PageComment) -> PageComment | None:
    """Let a hidden comment be read again; None when it is not hidden."""
    with locks.page_lock(int(comment.object_pk)):
        held = PageComment.objects.get(pk=comment.pk)
        if held.state != ContributionState.HIDDEN:
            return None
        change(held, state=ContributionState.PUBLISHED, hidden_reason="", hidden_at=None, is_removed=False)
    return held


def forget(*, page: Page) -> None:
    """Delete the comments of a page that was deleted."""
    PageComment.objects.filter(content_type=page.content_type_id, object_pk=str(page.pk)).delete()


def is_answered(comment: PageComment) -> bool:
    """Return whether anybody replied, whatever became of the reply; one that nobody could see is none."""
    rows = PageComment.objects.filter(parent_id=comment.pk).exclude(state__in=UNSEEN)
    return rows.exclude(pk=comment.pk).exists()


def moments(member_id: int, since: datetime) -> pacing.Moments:
    """Return when the member wrote comments after `since`."""
    rows = PageComment.objects.order_by().filter(user=member_id, submit_date__gt=since)
    return rows.values_list("submit_date", flat=True)


def _answered(source: Page, parent: PageComment | None) -> int:
    if parent is None:
        return 0
    found = PageComment.objects.on(source).published().filter(pk=parent.pk).first()
    if found is None:
        raise ContributionGone
    if found.level >= DEEPEST:
        raise TooDeep
    return found.pk


def change(known: PageComment, /, **values: object) -> None:
    """Write new values into a comment. Call it under the lock of its page."""
    # Never save(): the library would count the comment again and show its hidden replies.
    PageComment.objects.order_by().filter(pk=known.pk).update(**values)
    known.refresh_from_db()


@contextmanager
def _own(comment: PageComment, author: User, allowed: Callable[[User, PageComment], bool]) -> Iterator[PageComment]:
    with locks.page_lock(int(comment.object_pk)):
        member = pacing.enter(author)
        held = PageComment.objects.filter(pk=comment.pk).first()
        if held is None or not allowed(member, held):
            raise CommentNotYours
        yield held
