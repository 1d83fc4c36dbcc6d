"""Who wrote a page, and for whom: none of them reviews it."""

from community.members.models import Profile
from home.practices.models import StoryPage
from home.reviews.models import Round
from home.submissions.models import CoAuthor, Submission


def authors_of(row: Round) -> set[int]:
    """Return the accounts that wrote what is read in a round."""
    found = {row.page.owner_id, row.asked_by_id, row.revision.user_id}
    found |= set(Submission.objects.filter(story=row.page_id).values_list("author", flat=True))
    found |= set(CoAuthor.objects.filter(submission__story=row.page_id).values_list("member", flat=True))
    return {pk for pk in found if pk is not None}


def bodies_of(row: Round, authors: set[int]) -> set[int]:
    """Return the organisations it is written for, and those its authors work for."""
    found = set(Profile.objects.filter(user__in=authors).values_list("organisation", flat=True))
    found |= set(StoryPage.objects.filter(pk=row.page_id).values_list("authority", flat=True))
    found |= set(Submission.objects.filter(story=row.page_id).values_list("organisation", flat=True))
    return {pk for pk in found if pk is not None}
