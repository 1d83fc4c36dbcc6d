"""Writing statements, taking one's own away, and what facilitators hide."""

import uuid
from datetime import datetime

from community.consultations import locks
from community.consultations.models import Consultation, Paragraph, Statement
from community.consultations.permissions import (
    can_comment_consultation,
    can_read_consultation,
    can_remove_statement,
)
from community.consultations.services.refusals import (
    ConsultationGone,
    DiscussionClosed,
    NoSuchParagraph,
    NotInGroup,
    StatementNotYours,
)
from community.members import contributions, pacing, speaking
from community.members.contributions import ContributionState
from community.members.models import Organisation, User
from foundation import markup


def write(
    *,
    consultation: Consultation,
    author: User,
    text: str,
    language: str,
    now: datetime,
    number: int | None = None,
    speaks_for: Organisation | None = None,
    submission: uuid.UUID | None = None,
    paced: bool = True,
) -> Statement:
    """Write a statement on a paragraph or on the whole; the same form sent twice gives the same statement.

    Args:
        consultation: to which.
        author: who writes.
        text: light Markdown.
        language: code of the language it is written in.
        now: the present, by which it is judged whether the last day is over.
        number: of the paragraph; None for the whole.
        speaks_for: the organisation in whose name it is written; None for a personal view.
        submission: name of the form that sent it.
        paced: count it among what a member may write in a while.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    text = contributions.check(markup.tidy(text))
    with locks.consultation_lock(consultation.pk) as held:
        member = pacing.enter(author)
        if held is None or not can_read_consultation(member, held):
            raise ConsultationGone
        seal = contributions.seal(submission, member.pk, f"{held.pk}:{number}:{text}")
        if seal and (sent := Statement.objects.filter(submission=seal).first()):
            return sent
        if not held.takes_statements(now=now):
            raise DiscussionClosed
        if not can_comment_consultation(member, held, now=now):
            raise NotInGroup
        paragraph = _paragraph(held, number)
        if paced:
            pacing.check(member, now=now)
        return Statement.objects.create(
            consultation=held,
            paragraph=paragraph,
            version=paragraph.version if paragraph else 1,
            author=member,
            speaks_for=speaking.checked(member, speaks_for, now=now),
            language=language,
            text=text,
            html=markup.render(text),
            created_at=now,
            submission=seal,
        )


def _paragraph(held: Consultation, number: int | None) -> Paragraph | None:
    if number is None:
        return None
    found = held.paragraphs.filter(number=number).first()
    if found is None:
        raise NoSuchParagraph
    return found


def remove_own(*, statement: Statement, author: User) -> Statement:
    """Take one's own statement away: a line stays in its place, and so does what was answered to it.

    Raises:
        StatementNotYours: somebody else's, or it cannot be read any more.
    """
    with locks.consultation_lock(statement.consultation_id):
        member = pacing.enter(author)
        held = Statement.objects.readable(member).filter(pk=statement.pk).first()
        if held is None or not can_remove_statement(member, held):
            raise StatementNotYours
        held.text = held.html = ""
        held.state = ContributionState.REMOVED
        held.save(update_fields=["text", "html", "state"])
    return held


def hide(*, statement: Statement, reason: str, now: datetime) -> Statement | None:
    """Put a line with the reason in its place; None when it cannot be read as it is. The moderation judges who may."""
    with locks.consultation_lock(statement.consultation_id):
        held = Statement.objects.get(pk=statement.pk)
        if held.state != ContributionState.PUBLISHED:
            return None
        held.state, held.hidden_reason, held.hidden_at = ContributionState.HIDDEN, reason, now
        held.save(update_fields=["state", "hidden_reason", "hidden_at"])
    return held


def restore(*, statement: Statement) -> Statement | None:
    """Let a hidden statement be read again; None when it is not hidden."""
    with locks.consultation_lock(statement.consultation_id):
        held = Statement.objects.get(pk=statement.pk)
        if held.state != ContributionState.HIDDEN:
            return None
        held.state, held.hidden_reason, held.hidden_at = ContributionState.PUBLISHED, "", None
        held.save(update_fields=["state", "hidden_reason", "hidden_at"])
    return held


def moments(member_id: int, since: datetime) -> pacing.Moments:
    """Return when the member wrote statements after `since`."""
    return Statement.objects.filter(author=member_id, created_at__gt=since).values_list("created_at", flat=True)
