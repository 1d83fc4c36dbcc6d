"""Comments, as `community.members.contribution_kinds` knows them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from wagtail.models import Page

from community.comments.display import version_for
from community.comments.models import PageComment
from community.comments.permissions import can_read_page
from community.members.contribution_kinds import Place, Written, register
from foundation.pages import address_of


class Comments:
    """Comments on pages."""

    name = "comment"
    place_kind = "page"

    def load(self, pk: int) -> Written | None:
        """Return a published comment, whoever may read it."""
        return self._written(pk, None)

    def find(self, user: Any, pk: int) -> Written | None:
        """Return a published comment on a page that `user` may read."""
        return self._written(pk, user)

    def find_place(self, user: Any, pk: int) -> Place | None:
        """Return a page that `user` may read and whose kind takes comments."""
        page = Page.objects.filter(pk=pk).specific().first()
        if page is None or not getattr(page, "takes_comments", False) or not can_read_page(user, page):
            return None
        return self._place(page)

    def untold(self, most: int) -> list[int]:
        """Return comments of which nobody was told yet."""
        rows = PageComment.objects.published().filter(is_told=False).order_by("pk")
        return list(rows.values_list("pk", flat=True)[:most])

    def mark_told(self, pks: Iterable[int]) -> None:
        """Write down that these were told."""
        PageComment.objects.order_by().filter(pk__in=list(pks)).update(is_told=True)

    def _written(self, pk: int, user: Any | None) -> Written | None:
        comment = PageComment.objects.published().select_related("user").filter(pk=pk).first()
        page = Page.objects.filter(pk=int(comment.object_pk)).specific().first() if comment is not None else None
        if comment is None or page is None or (user is not None and not can_read_page(user, page)):
            return None
        return Written(
            kind=self.name,
            pk=comment.pk,
            author=comment.user,
            text=comment.comment,
            html=comment.html,
            language=comment.language,
            url=comment.get_absolute_url(),
            place=self._place(page),
            created_at=comment.submit_date,
        )

    def _place(self, page: Page) -> Place:
        # Known by the version that has the comments; shown in the reader's language where there is one.
        source = page.source if hasattr(page, "source") else page
        shown = version_for(source, get_language() or "en")
        return Place("page", source.pk, shown.title, address_of(shown), shown.locale.language_code)


def join() -> None:
    """Let comments be found by what is done to any contribution."""
    register(Comments())
