"""What a brief cites, as a reader meets it: a link, or a line that says what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from community.discussions.permissions import can_read_thread
from community.members.contributions import ContributionState
from foundation.pages import WalledQuerySet
from home.briefs.enums import Cited
from home.practices.display import places
from home.practices.models import StoryPage

if TYPE_CHECKING:
    from home.briefs.models import BriefPage, Citation


@dataclass(frozen=True)
class Node:
    """One thing that is cited. url: empty when it cannot be read; since: from when it is no longer public.

    title: empty when not even that is for everybody.
    """

    kind: str
    title: str
    url: str = ""
    language: str = ""
    since: date | None = None
    places: list[str] = field(default_factory=list)
    tie: str = "place"


class Reading:
    """What the citations of one brief lead to, for one reader, in one query whatever their number."""

    def __init__(self, page: "BriefPage", citations: "list[Citation]", *, user: Any, walls: list[str]) -> None:
        self._page = page
        self._user = user
        self._walls = walls
        stories = {row.key for row in citations if row.kind == Cited.STORY}
        named = {row.key for row in citations if row.kind == Cited.BRIEF}
        pages = _read(page, stories | named, walls)
        self._stories = self._preferred(one for one in pages if isinstance(one, StoryPage))
        briefs = [one for one in pages if isinstance(one, type(page))]
        self.versions = sorted((one for one in briefs if one.translation_key == page.translation_key), key=_by_pk)
        others = [one for one in briefs if one.translation_key != page.translation_key]
        self._briefs = self._preferred(others)
        here = [one for one in others if one.locale_id == page.locale_id and str(one.translation_key) not in named]
        self.citing = sorted(here, key=_by_number)
        gone = {row.key for row in citations if row.gone_on and row.kind in {Cited.STORY, Cited.BRIEF}}
        self._secret = _behind(walls, gone) if walls and gone else set()

    @property
    def source(self) -> "BriefPage":
        """The version that people comment on: the first in any language that was written."""
        return next((one for one in self.versions if one.alias_of_id is None), self._page)

    def shown_stories(self) -> list[StoryPage]:
        """The practices that can be read, each once."""
        return list(self._stories.values())

    def node(self, row: "Citation") -> Node:
        """Return what a citation leads to."""
        if row.kind == Cited.POST:
            return self._post(row)
        if row.kind == Cited.COMMENT:
            return self._comment(row)
        found = (self._stories if row.kind == Cited.STORY else self._briefs).get(row.key)
        if found is None:
            return Node(row.kind, "" if self._hides(row) else row.title, since=row.gone_on)
        if isinstance(found, StoryPage):
            return Node(row.kind, found.title, found.address, found.content_language, None, places(found), found.tie)
        return Node(row.kind, found.title, found.address, found.content_language)

    def _hides(self, row: "Citation") -> bool:
        """What is only behind a wall, or went while it was, is not named."""
        return row.gone_on is None or row.key in self._secret

    def _post(self, row: "Citation") -> Node:
        post = row.post
        if post is None or post.state != ContributionState.PUBLISHED:
            since = post.hidden_at.date() if post is not None and post.hidden_at else row.gone_on
            return Node(row.kind, "", since=since)
        if not can_read_thread(self._user, post.thread):
            return Node(row.kind, "")
        return Node(row.kind, post.thread.title, post.get_absolute_url(), post.thread.language)

    def _comment(self, row: "Citation") -> Node:
        comment = row.comment
        if comment is None or comment.state != ContributionState.PUBLISHED:
            since = comment.hidden_at.date() if comment is not None and comment.hidden_at else row.gone_on
            return Node(row.kind, "", since=since)
        return Node(row.kind, row.title, comment.get_absolute_url())

    def _preferred(self, pages: Iterable[Any]) -> dict[str, Any]:
        """Of the versions of each page, the one in the reader's language, else one that somebody wrote."""
        best: dict[str, Any] = {}
        for one in pages:
            key = str(one.translation_key)
            if key not in best or self._rank(one) < self._rank(best[key]):
                best[key] = one
        return best

    def _rank(self, page: Any) -> tuple[bool, bool]:
        return page.locale_id != self._page.locale_id, page.alias_of_id is not None


def _by_pk(page: Any) -> int:
    return int(page.pk)


def _by_number(page: Any) -> int:
    return int(page.number)


def _read(page: "BriefPage", keys: set[str], walls: list[str]) -> list[Any]:
    """Return the stories and briefs with these keys, the versions of `page` and the briefs citing it: all live ones.

    They are read through the table all pages share, with what is particular to each kind joined, without long texts.
    """
    own = page.translation_key
    model = type(page)
    wanted = Q(translation_key__in=[own, *(UUID(key) for key in keys)])
    wanted |= Q(translation_key__in=model.objects.keys_citing(Cited.BRIEF, [str(own)]))
    joined: dict[str, type[Page]] = {"storypage": StoryPage, "briefpage": model}
    texts = [f"{name}__{field.name}" for name, kind in joined.items() for field in _long_texts(kind)]
    rows = WalledQuerySet(Page).open_to_all(walls).filter(wanted).order_by("path")
    rows = rows.select_related(*joined, "locale", "alias_of__locale").defer(*texts)
    return [found for row in rows for name in joined if (found := _as_kind(row, name)) is not None]


def _long_texts(kind: type[Page]) -> list[Any]:
    return [field for field in kind._meta.local_fields if isinstance(field, StreamField | RichTextField)]


def _as_kind(row: Page, name: str) -> Any:
    """Return a page of the shared table as its own kind, with the related rows that came along; None if another."""
    found = row._state.fields_cache.get(name)
    if found is not None:
        found.locale, found.alias_of = row.locale, row.alias_of
    return found


def _behind(walls: list[str], keys: set[str]) -> set[str]:
    """Of these pages, those that a wall hides beside being unpublished."""
    walled = Q()
    for path in walls:
        walled |= Q(path__startswith=path)
    found = Page.objects.filter(walled, translation_key__in=[UUID(key) for key in keys])
    return {str(key) for key in found.values_list("translation_key", flat=True)}
