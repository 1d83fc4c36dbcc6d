"""Tags by which the pages of a submission show what its review said."""

from typing import Any

from django import template

from home.practices.models import StoryPage
from home.reviews import results
from home.submissions.models import Submission

register = template.Library()


@register.inclusion_tag("reviews/parts/results.html")
def review_results(submission: Submission, story: StoryPage, *, editable: bool = False) -> dict[str, Any]:
    """Show verdicts, reasons and remarks on a submission's own page."""
    return {
        "submission": submission,
        "verdicts": results.verdicts(story),
        "remarks": results.remarks(story),
        "editable": editable,
        "language": story.locale.language_code,
    }


@register.inclusion_tag("reviews/parts/remarks.html")
def review_remarks(submission: Submission, story: StoryPage, step: str) -> dict[str, Any]:
    """Show the remarks on what one step of the guided form holds."""
    found = results.remarks(story, step=step)
    return {"remarks": found, "submission": submission, "language": story.locale.language_code}


@register.inclusion_tag("reviews/parts/times.html")
def publishing_times(story: StoryPage) -> dict[str, Any]:
    """Say when a text goes public and when it ends, where editors set a time; with the zone."""
    return {"go_live_at": story.go_live_at, "expire_at": story.expire_at}
