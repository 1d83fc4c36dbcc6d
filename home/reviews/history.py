"""Everything that happened to a text on its way, newest first: moves, reviews, outside readers, the editors' log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry

from community.members.models import User
from home.reviews.models import OutsideLink, Review, Round
from home.submissions.models import Move

MOST = 500


@dataclass(frozen=True)
class Event:
    """One thing that happened. kind: where it is from."""

    when: datetime
    kind: str
    what: str
    who: str
    note: str = ""


def of(page: Page) -> list[Event]:
    """Return the history of a page."""
    found = [*_moves(page), *_rounds(page), *_reviews(page), *_outside(page), *_log(page)]
    return sorted(found, key=lambda event: event.when, reverse=True)[:MOST]


def _name(member: User | None) -> str:
    return member.name if member is not None else ""


def _moves(page: Page) -> Iterator[Event]:
    for move in Move.objects.filter(submission__story=page.pk).select_related("by"):
        what = f"{move.get_before_display()} → {move.get_after_display()}"
        yield Event(move.moved_at, _("Submission"), what, _name(move.by), move.note)


def _rounds(page: Page) -> Iterator[Event]:
    for row in Round.objects.filter(page=page.pk).select_related("asked_by"):
        version = _("version %(number)s") % {"number": row.revision_id}
        yield Event(row.opened_at, _("Review"), _("Round begun") + f", {version}", _name(row.asked_by))
        if row.closed_at is not None:
            yield Event(row.closed_at, _("Review"), f"{_('Round ended')}: {row.get_outcome_display()}", "")


def _reviews(page: Page) -> Iterator[Event]:
    for review in Review.objects.filter(round__page=page.pk).select_related("reviewer", "asked_by"):
        who = _name(review.reviewer) or _("Former member")
        yield Event(review.proposed_at, _("Review"), _("Asked: %(name)s") % {"name": who}, _name(review.asked_by))
        if review.declared_at is not None:
            declared = (
                _("Declared a conflict of interest") if review.state == "withdrawn" else _("Declared no conflict")
            )
            yield Event(review.declared_at, _("Review"), declared, who)
        if review.decided_at is not None:
            notes = "\n".join(text for text in [review.reason, *review.notes.values()] if text)
            yield Event(review.decided_at, _("Review"), review.get_verdict_display(), who, notes)


def _outside(page: Page) -> Iterator[Event]:
    for link in OutsideLink.objects.filter(page=page.pk).select_related("made_by"):
        whom = f"{link.name} <{link.email}>" if link.email else link.name
        kind = _("Outside reviewer")
        yield Event(link.created_at, kind, _("Link sent to %(whom)s") % {"whom": whom}, _name(link.made_by))
        if link.revoked_at is not None:
            yield Event(link.revoked_at, kind, _("Link of %(whom)s taken back") % {"whom": whom}, "")
        if link.decided_at is not None:
            yield Event(link.decided_at, kind, link.get_verdict_display(), whom, link.reason)


def _log(page: Page) -> Iterator[Event]:
    for entry in PageLogEntry.objects.filter(page=page.pk).select_related("user").order_by("-timestamp")[:MOST]:
        yield Event(entry.timestamp, _("Back office"), str(entry.message), _name(entry.user), str(entry.comment or ""))
