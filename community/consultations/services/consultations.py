"""Making a consultation, changing it while it is a draft, and naming who looks after it."""

import uuid
from datetime import datetime

from anyascii import anyascii
from django.db import transaction
from django.utils.text import slugify

from community.consultations.enums import State
from community.consultations.models import Consultation, Move, Paragraph
from community.consultations.permissions import can_open_consultation, can_read_consultation
from community.consultations.services.keeping import kept
from community.consultations.services.refusals import NoSuchMember, NotFacilitator, TextFrozen
from community.consultations.telling import Told
from community.consultations.validators import split
from community.groups.models import Group
from community.members import contributions, pacing
from community.members.models import User
from foundation import markup

RESERVED = frozenset({"new", "statements"})


@transaction.atomic
def make(*, by: User, told: Told, submission: uuid.UUID | None, now: datetime) -> Consultation:
    """Make a draft, looked after by who made it; the same form sent twice makes one.

    Raises:
        NotFacilitator: making one here is not hers.
    """
    member = pacing.enter(by)
    seal = contributions.seal(submission, member.pk, told.title)
    if seal and (known := Consultation.objects.filter(submission=seal).first()):
        return known
    _judge_group(member, told.group)
    return draft(by=member, told=told, seal=seal, now=now)


def draft(*, by: User, told: Told, seal: uuid.UUID | None, now: datetime) -> Consultation:
    """Write a draft down with the first line of its log. Whether `by` may is judged before."""
    row = Consultation(slug=_free_slug(told.title), submission=seal, created_at=now)
    _write(row, told, now)
    row.facilitators.add(by)
    Move.objects.create(consultation=row, before="", after=State.DRAFT, by=by, moved_at=now)
    return row


def change(*, consultation: Consultation, by: User, told: Told, now: datetime) -> Consultation:
    """Change a draft in everything: text, places, last day.

    Raises:
        ConsultationGone, NotFacilitator: it is not hers to change.
        TextFrozen: it was put to discussion meanwhile.
    """
    with kept(consultation.pk, by) as (held, member):
        if held.state != State.DRAFT:
            raise TextFrozen
        if told.group != held.group:
            _judge_group(member, told.group)
        _write(held, told, now)
    return held


def _judge_group(member: User, group: Group | None) -> None:
    # The form's list may be a minute old: what counts is the group as it is now.
    fresh = Group.objects.filter(pk=group.pk).first() if group is not None else None
    if not can_open_consultation(member, fresh):
        raise NotFacilitator


def _write(row: Consultation, told: Told, now: datetime) -> None:
    row.title, row.introduction, row.submitted_to = told.title, told.introduction, told.submitted_to
    row.introduction_html = markup.render(told.introduction)
    row.language, row.closes_on, row.zone = told.language, told.closes_on, told.zone
    row.territory, row.corridor, row.group = told.territory, told.corridor, told.group
    row.changed_at = now
    row.full_clean()
    row.save()
    # Nobody has spoken of a draft yet: its paragraphs are written anew.
    row.paragraphs.all().delete()
    Paragraph.objects.bulk_create(
        Paragraph(consultation=row, number=number, text=text, html=markup.render(text))
        for number, text in enumerate(split(told.text), 1)
    )


def _free_slug(title: str) -> str:
    stem = slugify(anyascii(title))[:60].strip("-") or "consultation"
    known = set(Consultation.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED
    numbered = (f"{stem}-{number}" for number in range(2, len(known) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in known)


def name_facilitator(*, consultation: Consultation, by: User, address: str) -> User:
    """Let one more member look after a consultation; again, it changes nothing.

    Raises:
        ConsultationGone, NotFacilitator: it is not hers to change.
        NoSuchMember: nobody has the address, or she may not read it.
    """
    with kept(consultation.pk, by) as (held, _by):
        member = User.objects.filter(email__iexact=address, is_active=True).first()
        if member is None or (held.group is not None and not can_read_consultation(member, held)):
            raise NoSuchMember
        held.facilitators.add(member)
    return member


def release_facilitator(*, consultation: Consultation, by: User, member_id: int) -> None:
    """Let somebody look after it no more; the site's facilitators always do.

    Raises:
        ConsultationGone, NotFacilitator: it is not hers to change.
    """
    with kept(consultation.pk, by) as (held, _by):
        held.facilitators.remove(member_id)
