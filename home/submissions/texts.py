"""Which texts of a story that are not public a reader may read, beside the public one."""

from collections.abc import Iterable

from django.http import HttpRequest

from home.practices import attached
from home.practices.models import StoryPage
from home.submissions.models import Submission


def of(request: HttpRequest, story: StoryPage) -> Iterable[StoryPage]:
    """The newest text, for who may see the submission that it belongs to."""
    newest = Submission.objects.filter(story=story.pk).order_by("-pk").first()
    if newest is None or not Submission.objects.visible_to(request.user).filter(pk=newest.pk).exists():
        return []
    text: StoryPage = story.get_latest_revision_as_object()
    return [text]


def join() -> None:
    """Tell the documents of stories."""
    attached.register(of)
