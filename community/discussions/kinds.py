"""Posts, as `community.members.contribution_kinds` knows them."""

from collections.abc import Iterable
from typing import Any

from community.discussions.models import Post, Thread
from community.discussions.querysets import PostQuerySet
from community.members.contribution_kinds import Place, Written, register


class Posts:
    """Posts in threads."""

    name = "post"
    place_kind = "thread"

    def load(self, pk: int) -> Written | None:
        """Return a published post, whoever may read it."""
        return self._first(Post.objects.published().filter(pk=pk, thread__is_hidden=False))

    def find(self, user: Any, pk: int) -> Written | None:
        """Return a published post of a thread that `user` may open."""
        return self._first(Post.objects.readable(user).published().filter(pk=pk))

    def find_place(self, user: Any, pk: int) -> Place | None:
        """Return a thread that `user` may open."""
        thread = Thread.objects.readable(user).select_related("space").filter(pk=pk).first()
        return self._place(thread) if thread is not None else None

    def untold(self, most: int) -> list[int]:
        """Return posts of which nobody was told yet."""
        rows = Post.objects.published().filter(is_told=False, thread__is_hidden=False).order_by("pk")
        return list(rows.values_list("pk", flat=True)[:most])

    def mark_told(self, pks: Iterable[int]) -> None:
        """Write down that these were told, and from how many places people wrote there, which no reader counts then."""
        posts = Post.objects.filter(pk__in=list(pks))
        threads = list(posts.order_by().values_list("thread", flat=True).distinct())
        for thread, places in Post.objects.filter(thread__in=threads).places().items():
            Thread.objects.filter(pk=thread).update(place_count=places)
        posts.update(is_told=True)

    def _first(self, rows: PostQuerySet) -> Written | None:
        post = rows.select_related("thread__space", "author").first()
        if post is None:
            return None
        return Written(
            kind=self.name,
            pk=post.pk,
            author=post.author,
            text=post.text,
            html=post.html,
            language=post.language,
            url=post.get_absolute_url(),
            place=self._place(post.thread),
            created_at=post.created_at,
        )

    def _place(self, thread: Thread) -> Place:
        return Place("thread", thread.pk, thread.title, thread.get_absolute_url(), thread.language)


def join() -> None:
    """Let posts be found by what is done to any contribution."""
    register(Posts())
