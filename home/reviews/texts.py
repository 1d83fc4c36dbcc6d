"""Which texts of a story that are not public a reviewer may read."""

from collections.abc import Iterable

from django.http import HttpRequest

from home.practices import attached
from home.practices.models import StoryPage
from home.reviews.models import Review


def of(request: HttpRequest, story: StoryPage) -> Iterable[StoryPage]:
    """The texts she reviews, once she declared that she has no conflict of interest."""
    if not request.user.is_authenticated or not request.user.is_active:
        return []
    rows = Review.objects.of(request.user).declared().filter(round__page=story.pk)
    return (row.round.revision.as_object() for row in rows.select_related("round__revision").order_by("-pk"))


def join() -> None:
    """Tell the documents of stories."""
    attached.register(of)
