"""What authors see of a review: verdicts with their reasons, and remarks beside the paragraphs they are about."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.reviews.enums import Outcome, ReviewState
from home.reviews.models import OutsideLink, Remark, Review, Round
from home.reviews.paragraphs import parts_of

ENDED = [Outcome.APPROVED, Outcome.CHANGES, Outcome.DECLINED]
# In which step of the guided form a part is changed.
STEP_OF = {
    "title": "place",
    "place": "place",
    "standfirst": "context",
    "context": "context",
    "challenge": "context",
    "steps": "done",
    "documents": "done",
    "components": "done",
    "partners": "partners",
    "given": "partners",
    "results": "results",
    "indicators": "results",
    "failures": "results",
    "lessons": "results",
    "gaps": "check",
    "sources": "check",
}


def who_said(row: Review | OutsideLink | None) -> str:
    """Return a name where its bearer agreed to it."""
    if row is None:
        return ""
    if isinstance(row, OutsideLink):
        return row.name
    return row.reviewer.name if row.named and row.reviewer is not None else _("A reviewer")


def verdicts(page: Page) -> list[dict[str, Any]]:
    """Return the verdicts of the last round that ended, and what outside readers answered since it began."""
    ended = Round.objects.filter(page=page.pk, outcome__in=ENDED)
    last = ended.order_by("-pk").first()
    if last is None:
        return []
    said = last.reviews.filter(state=ReviewState.DECIDED).select_related("reviewer").order_by("decided_at")
    outside = OutsideLink.objects.filter(page=page.pk, revision=last.revision_id, decided_at__isnull=False)
    rows: list[Review | OutsideLink] = [*said, *outside]
    return [
        {"who": who_said(row), "verdict": row.get_verdict_display(), "reason": row.reason, "on": row.decided_at}
        for row in rows
    ]


def remarks(page: Page, *, step: str = "") -> list[dict[str, Any]]:
    """Return remarks with the paragraph as it was read and as it is now; those of one step only, if named."""
    rows = Remark.objects.filter(page=page.pk).filter(
        Q(review__state=ReviewState.DECIDED, review__round__outcome__in=ENDED) | Q(link__decided_at__isnull=False)
    )
    known = list(rows.select_related("review__reviewer", "link").order_by("pk"))
    if step:
        known = [row for row in known if STEP_OF.get(row.part, "needs") == step]
    if not known:
        return []
    parts = {part.name: part for part in parts_of(page)}
    order = {name: number for number, name in enumerate(parts)}
    found = []
    for row in sorted(known, key=lambda row: (order.get(row.part, len(order)), row.place, row.pk)):
        part = parts.get(row.part)
        stands = part is not None and row.paragraph in part.paragraphs
        found.append(
            {
                "label": part.label if part else str(page._meta.get_field(row.part).verbose_name),
                "paragraph": row.paragraph,
                "text": row.text,
                "who": who_said(row.review or row.link),
                "is_resolved": row.resolved_at is not None or not stands,
                "step": STEP_OF.get(row.part, "needs"),
            }
        )
    return found
