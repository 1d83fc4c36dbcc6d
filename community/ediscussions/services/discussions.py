"""Making and changing a facilitated discussion and its rooms."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from anyascii import anyascii
from django.db import transaction
from django.utils.text import slugify

from community.discussions.enums import ThreadKind
from community.discussions.models import Thread
from community.discussions.services import threads
from community.ediscussions.models import EDiscussion, Question, Room
from community.ediscussions.permissions import can_change_ediscussion, can_lead_ediscussion, can_make_ediscussion
from community.ediscussions.plans import Plan
from community.ediscussions.services.refusals import DatesTooFar, EDiscussionGone, WrittenMeanwhile
from community.members import pacing
from community.members.models import User

RESERVED = frozenset({"new"})


@transaction.atomic
def make(*, by: User, plan: Plan, form_key: uuid.UUID | None, now: datetime, paced: bool = True) -> EDiscussion:
    """Make a discussion with its first room; the same form sent twice makes one.

    Raises:
        EDiscussionGone: making discussions is not hers.
        ContributionRefused: the space takes no new threads from her.
    """
    member = pacing.enter(by)
    if not can_make_ediscussion(member):
        raise EDiscussionGone
    if form_key and (known := EDiscussion.objects.filter(form_key=form_key, made_by=member).first()):
        return known
    if paced:
        pacing.check(member, now=now)
    row = EDiscussion(slug=_free_slug(plan.title), made_by=member, form_key=form_key, created_at=now)
    _write(row, plan)
    _open_room(row, plan.language, plan.title, plan.note, by=member, now=now)
    return row


@transaction.atomic
def adopt(*, thread: Thread, by: User, plan: Plan, now: datetime) -> EDiscussion:
    """Make a thread that is there the first room of a discussion. Who may do this is judged by who calls."""
    row = EDiscussion(slug=_free_slug(plan.title), made_by=by, created_at=now)
    _write(row, plan)
    Room.objects.create(discussion=row, language=plan.language, thread=thread)
    return row


@contextmanager
def held(discussion: EDiscussion, by: User, *, leads: bool = False) -> Iterator[EDiscussion]:
    """Hold a discussion until the transaction ends: two facilitators who save at once come one after the other.

    Args:
        leads: only its own facilitators; otherwise the site's too.

    Raises:
        EDiscussionGone: it is not there, or not hers.
    """
    with transaction.atomic():
        rows = EDiscussion.objects.select_for_update(of=("self",), no_key=True).select_related("space__group")
        row = rows.filter(pk=discussion.pk).first()
        member = User.objects.filter(pk=by.pk, is_active=True).first()
        allowed = can_lead_ediscussion if leads else can_change_ediscussion
        if row is None or member is None or not allowed(member, row):
            raise EDiscussionGone
        yield row


def change(*, discussion: EDiscussion, by: User, plan: Plan, base: int, now: datetime) -> EDiscussion:
    """Change a discussion. Its first day stays once it has come; a later last day opens its threads again.

    Args:
        base: the version that the form was filled from.

    Raises:
        EDiscussionGone: it is not there, or not hers to change.
        WrittenMeanwhile: somebody else changed it.
        DatesTooFar: it has begun.
    """
    with held(discussion, by) as row:
        if row.version != base:
            raise WrittenMeanwhile
        if row.today(now) >= row.starts_on != plan.starts_on:
            raise DatesTooFar
        row.version += 1
        if row.locked_at is not None and row.today(now) <= plan.ends_on:
            row.locked_at = None
            Thread.objects.filter(room__discussion=row).update(is_closed=False)
        _write(row, plan)
        first = row.rooms.select_related("thread").order_by("pk")[0]
        threads.reword(thread=first.thread, title=plan.title, text=plan.note, now=now)
        for room in row.rooms.select_related("thread"):
            room.thread.themes.set(plan.themes)
    return row


def set_room(*, discussion: EDiscussion, by: User, language: str, title: str, note: str, now: datetime) -> Room:
    """Open a room in a language, or change the words of the one that is there.

    Raises:
        EDiscussionGone: the discussion is not there, or not hers to change.
        ContributionRefused: the space takes no new threads from her, or the note is too long.
    """
    with held(discussion, by) as row:
        room = row.rooms.select_related("thread").filter(language=language).first()
        if room is None:
            return _open_room(row, language, title, note, by=by, now=now)
        threads.reword(thread=room.thread, title=title, text=note, now=now)
        if not row.rooms.filter(pk__lt=room.pk).exists():
            row.title, row.note = title, note
            row.save(update_fields=["title", "note", "note_html"])
        return room


def _open_room(row: EDiscussion, language: str, title: str, note: str, *, by: User, now: datetime) -> Room:
    thread = threads.open_thread(
        space=row.space,
        author=by,
        title=title,
        text=note,
        kind=ThreadKind.ANNOUNCEMENT,
        language=language,
        themes=row.themes.all(),
        now=now,
        paced=False,
    )
    return Room.objects.create(discussion=row, language=language, thread=thread)


def _write(row: EDiscussion, plan: Plan) -> None:
    row.title, row.note, row.space, row.zone = plan.title, plan.note, plan.space, plan.zone
    row.starts_on, row.ends_on, row.reply_due_days = plan.starts_on, plan.ends_on, plan.reply_due_days
    row.stories = list(plan.stories)
    row.full_clean()
    row.save()
    row.themes.set(plan.themes)
    row.facilitators.set(plan.facilitators)
    row.questions.all().delete()
    Question.objects.bulk_create(
        Question(discussion=row, number=number, opens_on=day, text=text)
        for number, (day, text) in enumerate(plan.questions, start=1)
    )


def _free_slug(title: str) -> str:
    stem = slugify(anyascii(title))[:60].strip("-") or "discussion"
    taken = RESERVED | set(EDiscussion.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
