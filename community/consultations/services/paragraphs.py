"""Giving a paragraph another wording while it is discussed; every earlier one stays."""

from datetime import datetime

from community.consultations.enums import State
from community.consultations.models import Consultation, Paragraph, Version
from community.consultations.services.keeping import kept
from community.consultations.services.refusals import (
    ChangedMeanwhile,
    ConsultationGone,
    ReasonMissing,
    TextFrozen,
)
from community.consultations.validators import PARAGRAPH_LENGTH, REASON_LENGTH
from community.members.contributions import ContributionEmpty
from community.members.models import User
from foundation import markup


def revise(
    *, consultation: Consultation, number: int, by: User, text: str, why: str, base: int, now: datetime
) -> Paragraph:
    """Write a new wording of a paragraph; the present one sent again changes nothing.

    Args:
        consultation: which.
        number: of the paragraph.
        by: who revises.
        text: the new wording, one paragraph.
        why: for all who read the earlier ones.
        base: the wording that was read when the new one was written.
        now: the present.

    Raises:
        ContributionRefused: one of refusals.py; nothing was changed.
    """
    text = markup.tidy(text)[:PARAGRAPH_LENGTH]
    why = " ".join(markup.tidy(why).split())[:REASON_LENGTH]
    with kept(consultation.pk, by) as (held, member):
        row = held.paragraphs.filter(number=number).first()
        if row is None:
            raise ConsultationGone
        if held.state != State.DISCUSSION:
            raise TextFrozen
        if row.text == text:
            return row
        if row.version != base:
            raise ChangedMeanwhile
        if not text:
            raise ContributionEmpty
        if not why:
            raise ReasonMissing
        row.text, row.html, row.version = text, markup.render(text), row.version + 1
        row.save()
        Version.objects.create(paragraph=row, number=row.version, text=text, by=member, why=why, written_at=now)
        held.changed_at = now
        # Not by update(): the search listens to what is saved.
        held.save(update_fields=["changed_at"])
    return row
