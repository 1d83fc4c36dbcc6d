"""Beginning a draft, writing it, and beginning a new version of a public story."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Revision

from community.members.models import Organisation, User
from foundation.pages import tree_of
from home.practices.models import PracticeIndexPage, StoryPage
from home.practices.models.story import RESERVED
from home.submissions import locks
from home.submissions.enums import EDITABLE, OPEN, State
from home.submissions.models import Submission
from home.submissions.permissions import is_author
from home.submissions.services.refusals import (
    ChangedMeanwhile,
    NotInYourHands,
    OneIsOpen,
    SubmissionGone,
)

# One writer's saves within this time are one entry of the history.
ONE_SITTING = timedelta(minutes=30)


@transaction.atomic
def begin(
    *,
    author: User,
    title: str,
    language: str,
    organisation: Organisation | None,
    form_key: uuid.UUID | None,
    now: datetime,
    kind: str = "practice",
) -> Submission:
    """Begin a draft; the same form sent twice gives the same draft.

    Args:
        author: who writes.
        title: one line, may change later.
        language: code of the language it is written in; it becomes the story's first version.
        organisation: the body it is written for, if any.
        form_key: name of the form that sent it.
        now: the present.
        kind: one of home.practices.enums.Kind.
    """
    if form_key and (known := Submission.objects.filter(form_key=form_key, author=author).first()):
        return known
    index = PracticeIndexPage.objects.get(locale=tree_of(language))
    story = StoryPage(
        title=title,
        slug=_free_slug(title),
        locale=index.locale,
        kind=kind,
        authority=organisation,
        owner=author,
        live=False,
        has_unpublished_changes=True,
        show_in_menus=False,
    )
    story.draft_title = story.title
    index.add_child(instance=story)
    story.save_revision(user=author, clean=False, log_action=True)
    return Submission.objects.create(
        story=story, author=author, organisation=organisation, form_key=form_key, created_at=now, moved_at=now
    )


def _free_slug(title: str) -> str:
    """Return an address no story of any language has."""
    stem = slugify(title)[:60].strip("-") or "story"
    taken = RESERVED | set(Page.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 1
    slug = stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def text_of(submission: Submission) -> StoryPage:
    """Return the story as its authors wrote it last."""
    story: StoryPage = submission.story.get_latest_revision_as_object()
    return story


def write(
    *,
    submission: Submission,
    by: User,
    base: int | None,
    change: Callable[[StoryPage], None],
    now: datetime,
    consents: dict[str, bool] | None = None,
) -> Revision:
    """Apply `change` to the newest text and keep it.

    Args:
        submission: the draft.
        by: one of its authors.
        base: number of the revision the form was filled from.
        change: sets fields of the story.
        now: the present.
        consents: what its authors declare, by the submission's fields.

    Raises:
        SubmissionGone: it is not there for this member.
        NotInYourHands: it is being reviewed, or was decided.
        BeingEdited: somebody else is at it.
        ChangedMeanwhile: a newer text was saved since the form was filled.
    """
    with locks.submission_lock(submission.pk) as held:
        if held is None or not is_author(by, held):
            raise SubmissionGone
        if held.state not in EDITABLE:
            raise NotInYourHands
        locks.take(held, by=by, now=now)
        if consents:
            Submission.objects.filter(pk=held.pk).update(**consents)
        newest = held.story.latest_revision
        if base and newest and newest.pk != base and newest.user_id != by.pk:
            raise ChangedMeanwhile(newest.user.name if newest.user else "?")
        story = text_of(held)
        change(story)
        if story.authority_id != held.organisation_id:
            # Colleagues write along for the body the story names.
            Submission.objects.filter(pk=held.pk).update(organisation=story.authority_id)
        same_sitting = (
            newest is not None
            and newest.user_id == by.pk
            and now - newest.created_at < ONE_SITTING
            and newest.pk != story.live_revision_id
            and newest.created_at > held.moved_at
        )
        return story.save_revision(user=by, clean=False, overwrite_revision=newest if same_sitting else None)


@transaction.atomic
def revise(*, story: StoryPage, by: User, now: datetime) -> Submission:
    """Begin a new version of a public story; the public one stays as it is until the new one is accepted.

    Raises:
        SubmissionGone: she did not write it, and does not speak for the authority that answers for it.
        OneIsOpen: somebody began already.
    """
    last = Submission.objects.filter(story=story).order_by("-pk").first()
    if not can_revise(by, story, now=now):
        raise SubmissionGone
    StoryPage.objects.select_for_update(of=("self",), no_key=True).filter(pk=story.pk).first()
    known = Submission.objects.filter(story=story, state__in=OPEN).first()
    if known is not None:
        if is_author(by, known):
            return known
        raise OneIsOpen
    return Submission.objects.create(
        story=story,
        author=by,
        organisation=story.authority or (last.organisation if last else None),
        state=State.DRAFT,
        partners_agree=last.partners_agree if last else False,
        created_at=now,
        moved_at=now,
    )


def can_revise(user: User, story: StoryPage, *, now: datetime) -> bool:
    """Who wrote an earlier version, and who speaks for the authority that answers for the story."""
    if not user.is_authenticated or not user.is_active:
        return False
    if Submission.objects.written_by(user).filter(story=story).exists():
        return True
    return (
        story.authority_id is not None
        and Organisation.objects.spoken_for_by(user, now=now).filter(pk=story.authority_id).exists()
    )
