"""The kinds of contribution that can be reported and moderated: a small adapter each over the same questions."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from community.comments import locks as page_locks
from community.comments.models import PageComment
from community.comments.permissions import can_read_page
from community.comments.services import comments
from community.comments.services import holding as held_comments
from community.consultations.moderated import Statements
from community.contacts.models import Message
from community.contacts.permissions import side_of
from community.contacts.services import messages
from community.discussions import locks as thread_locks
from community.discussions.models import Post
from community.discussions.services import holding as held_posts
from community.discussions.services import posts
from community.members.contributions import UNSEEN, ContributionState, line_of, name_of
from community.members.disclosure import Reader
from community.members.models import User
from foundation import clock, markup


@dataclass(frozen=True)
class Case:
    """A contribution as the facilitators' queue shows it. target: the row itself; place: where it stands."""

    kind: str
    target: Any
    place: str
    url: str
    author: User | None
    html: str
    language: str
    state: str
    hidden_reason: str
    hidden_at: datetime | None
    created_at: datetime

    @property
    def pk(self) -> int:
        """Key of the contribution among those of its kind."""
        return int(self.target.pk)

    @property
    def name(self) -> str:
        """Name of the author."""
        return name_of(self.author)

    def line(self, reader: Reader) -> str:
        """Function and place of the author, as far as the facilitator who reads may see them."""
        return line_of(self.author, reader)

    @property
    def title(self) -> str:
        """The beginning of the text."""
        return markup.excerpt(self.html, 80)

    @property
    def is_hidden(self) -> bool:
        """Readers see a line with the reason in its place."""
        return self.state == ContributionState.HIDDEN

    @property
    def is_held(self) -> bool:
        """It waits to be shown for the first time."""
        return self.state == ContributionState.HELD

    @property
    def is_unseen(self) -> bool:
        """It waits to be shown, or will not be: only its author and the facilitators know of it."""
        return self.state in UNSEEN

    @property
    def is_published(self) -> bool:
        """Everybody reads it who may read the place."""
        return self.state == ContributionState.PUBLISHED


class Adapter(Protocol):
    """What the moderation must know of a kind of contribution."""

    kind: str
    label: Any
    model: type[models.Model]
    # Facilitators see it once somebody on the receiving side reported it, and not before.
    is_confidential: bool

    def cases(self, keys: Iterable[int]) -> dict[int, Case]:
        """Return the contributions of these keys that exist, by key, in few queries."""

    def readable(self, user: Any, case: Case) -> bool:
        """Return whether `user` may read the place where it stands."""

    def lock(self, case: Case) -> AbstractContextManager[Any]:
        """Hold the place where it stands: it comes first of all locks, before any member's row."""

    def hide(self, case: Case, *, reason: str, now: datetime) -> Any:
        """Hide it; None when it cannot be read already."""

    def restore(self, case: Case) -> Any:
        """Show it again; None when it is not hidden."""


class PublicAdapter(Adapter, Protocol):
    """What can be held before anybody reads it, and changed by its author after reports hid it."""

    def accept(self, case: Case, *, now: datetime) -> Any:
        """Show it for the first time; None when it is neither held nor declined."""

    def decline(self, case: Case, *, reason: str, now: datetime) -> Any:
        """Leave it unseen; None when it is not held."""

    def explain(self, case: Case, *, reason: str, now: datetime) -> Any:
        """Give another reason for hiding it; None when it is not hidden."""

    def rewrite(self, case: Case, *, text: str, language: str, now: datetime) -> Any:
        """Give it other words and show it again; None when it is not hidden."""

    def source_text(self, case: Case) -> str:
        """Return the words as the author wrote them."""


class Posts:
    """Posts in threads."""

    kind = "post"
    label: Any = _("Posts")
    model: type[models.Model] = Post
    is_confidential = False

    def cases(self, keys: Iterable[int]) -> dict[int, Case]:
        """Return the posts of these keys."""
        rows = Post.objects.filter(pk__in=keys).select_related("thread__space").for_listing()
        return {post.pk: self._case(post) for post in rows}

    def _case(self, post: Post) -> Case:
        return Case(
            kind=self.kind,
            target=post,
            place=post.thread.title,
            url=post.get_absolute_url(),
            author=post.author,
            html=post.html,
            language=post.language,
            state=post.state,
            hidden_reason=post.hidden_reason,
            hidden_at=post.hidden_at,
            created_at=post.created_at,
        )

    def readable(self, user: Any, case: Case) -> bool:
        """Return whether `user` may open the thread."""
        return Post.objects.readable(user).filter(pk=case.pk).exists()

    def lock(self, case: Case) -> AbstractContextManager[Any]:
        """Hold the thread."""
        return thread_locks.thread_lock(case.target.thread_id)

    def hide(self, case: Case, *, reason: str, now: datetime) -> Any:
        """Hide the post."""
        return posts.hide(post=case.target, reason=reason, now=now)

    def restore(self, case: Case) -> Any:
        """Show the post again."""
        return posts.restore(post=case.target)

    def accept(self, case: Case, *, now: datetime) -> Any:
        """Show the post for the first time."""
        return held_posts.accept(post=case.target, now=now)

    def decline(self, case: Case, *, reason: str, now: datetime) -> Any:
        """Leave the post unseen."""
        return held_posts.decline(post=case.target, reason=reason, now=now)

    def explain(self, case: Case, *, reason: str, now: datetime) -> Any:
        """Give another reason for hiding the post."""
        return held_posts.explain(post=case.target, reason=reason, now=now)

    def rewrite(self, case: Case, *, text: str, language: str, now: datetime) -> Any:
        """Give the post other words."""
        return held_posts.rewrite(post=case.target, text=text, language=language, now=now)

    def source_text(self, case: Case) -> str:
        """Return the words as the author wrote them."""
        return str(case.target.text)


class Comments:
    """Comments on pages."""

    kind = "comment"
    label: Any = _("Comments")
    model: type[models.Model] = PageComment
    is_confidential = False

    def cases(self, keys: Iterable[int]) -> dict[int, Case]:
        """Return the comments of these keys."""
        rows = list(PageComment.objects.filter(pk__in=keys).for_listing())
        titles = dict(Page.objects.filter(pk__in={int(row.object_pk) for row in rows}).values_list("pk", "title"))
        return {comment.pk: self._case(comment, titles.get(int(comment.object_pk), "")) for comment in rows}

    def _case(self, comment: PageComment, title: str) -> Case:
        return Case(
            kind=self.kind,
            target=comment,
            place=title,
            url=comment.get_absolute_url(),
            author=comment.user,
            html=comment.html,
            language=comment.language,
            state=comment.state,
            hidden_reason=comment.hidden_reason,
            hidden_at=comment.hidden_at,
            created_at=comment.submit_date,
        )

    def readable(self, user: Any, case: Case) -> bool:
        """Return whether `user` may read the page."""
        page = Page.objects.filter(pk=int(case.target.object_pk)).first()
        return page is not None and can_read_page(user, page)

    def lock(self, case: Case) -> AbstractContextManager[Any]:
        """Hold the page."""
        return page_locks.page_lock(int(case.target.object_pk))

    def hide(self, case: Case, *, reason: str, now: datetime) -> Any:
        """Hide the comment."""
        return comments.hide(comment=case.target, reason=reason, now=now)

    def restore(self, case: Case) -> Any:
        """Show the comment again."""
        return comments.restore(comment=case.target)

    def accept(self, case: Case, *, now: datetime) -> Any:
        """Show the comment for the first time."""
        return held_comments.accept(comment=case.target, now=now)

    def decline(self, case: Case, *, reason: str, now: datetime) -> Any:
        """Leave the comment unseen."""
        return held_comments.decline(comment=case.target, reason=reason, now=now)

    def explain(self, case: Case, *, reason: str, now: datetime) -> Any:
        """Give another reason for hiding the comment."""
        return held_comments.explain(comment=case.target, reason=reason, now=now)

    def rewrite(self, case: Case, *, text: str, language: str, now: datetime) -> Any:
        """Give the comment other words."""
        return held_comments.rewrite(comment=case.target, text=text, language=language, now=now)

    def source_text(self, case: Case) -> str:
        """Return the words as the author wrote them."""
        return str(case.target.comment)


class Messages:
    """Messages between members: the facilitators see the one that was reported, never the rest of the conversation."""

    kind = "message"
    label: Any = _("Messages")
    model: type[models.Model] = Message
    is_confidential = True

    def cases(self, keys: Iterable[int]) -> dict[int, Case]:
        """Return the messages of these keys."""
        people = ("sender__profile__organisation", "sender__profile__territory", "conversation__organisation")
        rows = Message.objects.delivered().filter(pk__in=keys).select_related(*people)
        return {message.pk: self._case(message) for message in rows}

    def _case(self, message: Message) -> Case:
        return Case(
            kind=self.kind,
            target=message,
            place=gettext("a message"),
            url=message.conversation.get_absolute_url(),
            author=message.sender,
            html=message.html,
            language="",
            state=message.state,
            hidden_reason=message.hidden_reason,
            hidden_at=message.hidden_at,
            created_at=message.created_at,
        )

    def readable(self, user: Any, case: Case) -> bool:
        """Return whether `user` is on the side that the message went to."""
        if not user.is_authenticated:
            return False
        side = side_of(user, case.target.conversation, now=clock.now())
        return side is not None and side != case.target.by_starter

    def lock(self, case: Case) -> AbstractContextManager[Any]:
        """Begin the transaction: a message stands alone, and its own row is locked when it is hidden."""
        return transaction.atomic()

    def hide(self, case: Case, *, reason: str, now: datetime) -> Any:
        """Hide the message."""
        return messages.hide(message=case.target, reason=reason, now=now)

    def restore(self, case: Case) -> Any:
        """Show the message again."""
        return messages.restore(message=case.target)


PUBLIC_IN_ORDER: tuple[PublicAdapter, ...] = (Posts(), Comments())
PUBLIC: dict[str, PublicAdapter] = {adapter.kind: adapter for adapter in PUBLIC_IN_ORDER}
ADAPTERS_IN_ORDER: tuple[Adapter, ...] = (*PUBLIC_IN_ORDER, Statements(Case), Messages())
ADAPTERS: dict[str, Adapter] = {adapter.kind: adapter for adapter in ADAPTERS_IN_ORDER}


def find(kind: str, pk: int) -> Case | None:
    """Return one contribution, None when there is none of that kind and key."""
    adapter = ADAPTERS.get(kind)
    return adapter.cases([pk]).get(pk) if adapter else None
