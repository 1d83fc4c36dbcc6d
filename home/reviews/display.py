"""What the pages of reviews show."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from wagtail.models import Page

from community.members.models import Organisation, User
from home.practices import attached
from home.reviews import authorship, candidates, comparing
from home.reviews.enums import PENDING, Criterion, Outcome
from home.reviews.forms import AssignForm, PriorityForm, RemarksForm, ReviewForm, remark_name
from home.reviews.models import Review, Round
from home.reviews.services import proposals

MOST_PROPOSED = 6


def with_reviews(rows: Any) -> Any:
    """Return rounds with who was asked, in two queries whatever their number."""
    asked = Review.objects.select_related("reviewer").order_by("pk")
    return rows.for_listing().prefetch_related(Prefetch("reviews", queryset=asked, to_attr="asked"))


def version_before(row: Round) -> Page | None:
    """Return what the text is compared with: the round before, or the public version; None for a new text."""
    last = (
        Round.objects.filter(page=row.page_id, pk__lt=row.pk)
        .exclude(outcome=Outcome.CANCELLED)
        .select_related("revision")
        .order_by("-pk")
        .first()
    )
    if last is not None and last.outcome != Outcome.APPROVED:
        return last.revision.as_object()
    page = row.page.specific
    return page if page.live else None


def reading(before: Page | None, after: Page, form: RemarksForm) -> list[dict[str, Any]]:
    """Return the parts of a text, each paragraph with its changes and the field for a remark."""
    return [
        {
            "part": part,
            "rows": [
                {
                    "change": change,
                    "field": form[remark_name(part.name, change.place)] if change.place is not None else None,
                }
                for change in changes
            ],
        }
        for part, changes in comparing.parts(before, after)
    ]


def initial_of(review: Review) -> dict[str, Any]:
    """Return what a reviewer kept for later."""
    found: dict[str, Any] = {"reason": review.reason, "named": review.named, "verdict": review.verdict}
    found |= {f"note-{name}": text for name, text in review.notes.items()}
    found |= {remark_name(remark.part, remark.place): remark.text for remark in review.remarks.all()}
    return found


def review(row: Review, form: ReviewForm, after: Page) -> dict[str, Any]:
    """What a reviewer's page shows."""
    before = version_before(row.round)
    return {
        "section": "practices",
        "review": row,
        "round": row.round,
        "title": row.round.title,
        "language": row.round.page.locale.language_code,
        "is_compared": before is not None,
        "document_rows": attached.rows(after),
        "parts": reading(before, after, form),
        "criteria": [form[f"note-{criterion}"] for criterion in Criterion],
        "form": form,
        "is_closed": bool(row.round.outcome) or bool(row.verdict),
    }


def declaring(row: Review) -> dict[str, Any]:
    """What a reviewer must know to say whether she has a conflict: who wrote it, for whom."""
    authors = authorship.authors_of(row.round)
    bodies = authorship.bodies_of(row.round, authors)
    return {
        "section": "practices",
        "review": row,
        "title": row.round.title,
        "language": row.round.page.locale.language_code,
        "authors": User.objects.filter(pk__in=authors).order_by("name"),
        "organisations": [str(body) for body in _organisations(bodies)],
    }


def _organisations(pks: set[int]) -> Any:
    return Organisation.objects.filter(pk__in=pks).order_by("name")


def arranging(row: Round, *, now: datetime, form: AssignForm | None = None) -> dict[str, Any]:
    """What a facilitator sees of a round: who was asked, who could be, and why."""
    asked = list(row.reviews.select_related("reviewer"))
    pending = [each for each in asked if each.state in PENDING]
    missing = 0 if row.outcome else proposals.missing(row)
    return {
        "section": "moderation",
        "round": row,
        "title": row.title,
        "language": row.page.locale.language_code,
        "asked": asked,
        "today": now.date(),
        "missing": missing,
        "proposed": [] if row.outcome else candidates.ranked(row, most=MOST_PROPOSED),
        "pending": pending,
        "form": form or AssignForm(pending=pending, has_place=missing > 0),
        "priority_form": PriorityForm(initial={"priority": row.priority}),
    }
