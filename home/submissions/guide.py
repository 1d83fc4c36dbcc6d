"""What the pages of a submission show: where one is, what is still wanted, who holds the text, what came before."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags

from community.members.models import User
from home.practices import attached
from home.practices.models import StoryPage
from home.submissions import locks, readiness
from home.submissions.enums import EDITABLE, State
from home.submissions.forms.begin import CoAuthorForm
from home.submissions.forms.sheet import Sheet
from home.submissions.forms.steps import STEPS, TITLES
from home.submissions.models import Submission
from home.submissions.permissions import can_move_submission, can_name_co_authors, is_author
from home.submissions.services import drafts


def steps(submission: Submission, wanted: set[str], current: str = "") -> list[dict[str, Any]]:
    """The seven steps with their state: done, current, to do."""
    return [
        {
            "title": TITLES[name],
            "text": "",
            "url": reverse("submissions:step", args=[submission.pk, name]),
            "state": "current" if name == current else "todo" if name in wanted else "done",
        }
        for name in STEPS
    ]


def writing(submission: Submission, sheet: Sheet, *, by: User, now: datetime) -> dict[str, Any]:
    """What the page of a step shows."""
    names = list(STEPS)
    place = names.index(sheet.step)
    wanted = {each.step for each in readiness.missing(submission, sheet.story)}
    other = locks.holder(submission, now=now)
    newest = submission.story.latest_revision
    saved_at = newest.created_at if newest else None
    return {
        "section": "practices",
        "submission": submission,
        "sheet": sheet,
        # The page's title says "Error:" for a form with errors.
        "form": next((each for each in sheet.forms if each.errors), None) if sheet.has_errors else None,
        "guided": steps(submission, wanted, sheet.step),
        "number": place + 1,
        "total": len(names),
        "back": reverse("submissions:step", args=[submission.pk, names[place - 1]]) if place else "",
        "is_last": place + 1 == len(names),
        "base": submission.story.latest_revision_id,
        "saved_at": saved_at,
        "saved_ms": round(saved_at.timestamp() * 1000) if saved_at else 0,
        "holder": other if other is not None and other.pk != by.pk else None,
        "cautions": readiness.cautions(sheet.story) if sheet.step == "check" else [],
        "pictures": [block.value for block in sheet.story.pictures] if sheet.step == "done" else [],
        "documents": attached.rows(sheet.story) if sheet.step == "done" else [],
    }


def beside(newer: StoryPage, sheet: Sheet) -> list[tuple[str, str]]:
    """What a colleague saved meanwhile in this step, as (label, text), to join with what was typed."""
    shown = sheet.form.read(newer)
    rows = [
        (str(field.label), strip_tags(str(shown[name])))
        for name, field in sheet.form.fields.items()
        if shown.get(name) and not isinstance(shown[name], (list, bool))
    ]
    for kind, _lines in sheet.lines:
        texts = [
            ". ".join(str(part) for part in dict(block.value).values() if isinstance(part, str) and part)
            for block in getattr(newer, kind.part)
        ]
        rows += [(str(kind.legend), text) for text in texts]
    return rows


def standing(submission: Submission, *, by: User, now: datetime) -> dict[str, Any]:
    """What the submission's own page shows."""
    story = drafts.text_of(submission)
    wanted = readiness.missing(submission, story)
    author = is_author(by, submission)
    other = locks.holder(submission, now=now)
    names = list(STEPS)
    return {
        "section": "practices",
        "submission": submission,
        "story": story,
        "is_author": author,
        "wanted": [(each.text, reverse("submissions:step", args=[submission.pk, each.step])) for each in wanted],
        "guided": steps(submission, {each.step for each in wanted}),
        "first": reverse("submissions:step", args=[submission.pk, wanted[0].step if wanted else names[0]]),
        "moves": submission.moves.select_related("by"),
        "co_authors": submission.co_authors.select_related("member"),
        "co_author_form": CoAuthorForm() if can_name_co_authors(by, submission) else None,
        "editable": author and submission.state in EDITABLE,
        "sendable": author and can_move_submission(by, submission, State.SUBMITTED),
        "returnable": submission.state == State.SUBMITTED and author,
        "archivable": can_move_submission(by, submission, State.ARCHIVED),
        "restorable": submission.state == State.ARCHIVED and can_move_submission(by, submission, State.PUBLIC),
        "holder": other if other is not None and other.pk != by.pk else None,
        "public_url": submission.story.address if submission.story.live else "",
        "revisable": submission.state == State.PUBLIC
        and author
        and not Submission.objects.open().filter(story=submission.story_id).exists(),
    }
