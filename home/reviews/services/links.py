"""Links for outside reviewers: made, taken back, answered once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Revision

from community.groups import tokens
from community.members.models import User
from home.reviews import emails
from home.reviews.enums import Outcome, Verdict
from home.reviews.models import OutsideLink, Round
from home.reviews.permissions import can_invite_outside
from home.reviews.services import remarks as keeping
from home.reviews.services.refusals import LinkDead, ReviewGone, TooManyTries
from home.submissions.enums import EDITABLE
from home.submissions.models import Submission

MOST_A_DAY = 20


def revision_of(page: Page) -> Revision | None:
    """Return what an outside reviewer would read: what is reviewed now, else the newest text.

    A draft in its authors' hands is theirs alone: then it is what they sent last, or what is public.
    """
    rounds = Round.objects.filter(page=page.pk).exclude(outcome=Outcome.CANCELLED).select_related("revision")
    last = rounds.order_by("-pk").first()
    if last is not None and not last.outcome:
        return last.revision
    if Submission.objects.filter(story=page.pk, state__in=EDITABLE).exists():
        return last.revision if last is not None else page.live_revision
    return page.latest_revision


@transaction.atomic
def make(*, page: Page, name: str, email: str, language: str, by: User, now: datetime) -> OutsideLink:
    """Make a link to the text as it is now, and owe the mail that holds it.

    Raises:
        ReviewGone: there is no text that `by` may show.
        TooManyTries: she made too many today.
    """
    revision = revision_of(page)
    if revision is None or not can_invite_outside(by, page):
        raise ReviewGone
    recent = OutsideLink.objects.filter(made_by=by, created_at__gt=now - timedelta(days=1))
    if recent.count() >= MOST_A_DAY:
        raise TooManyTries
    nonce = tokens.new_nonce()
    link = OutsideLink.objects.create(
        page=page,
        revision=revision,
        name=name,
        email=email,
        language=language,
        nonce=nonce,
        token_hash=tokens.hashed(tokens.derive(emails.name_of_link(page.pk, email), nonce)),
        made_by=by,
        created_at=now,
        expires_at=now + timedelta(days=settings.REVIEW_LINK_DAYS),
    )
    emails.owe_outside(link, now=now)
    return link


def revoke(*, link: OutsideLink, by: User, now: datetime) -> None:
    """Take a link back: it is dead at once. Taken back twice, it is taken back once.

    Raises:
        ReviewGone: it is not hers to take back.
    """
    if not can_invite_outside(by, link.page):
        raise ReviewGone
    OutsideLink.objects.standing(now=now).filter(pk=link.pk).update(revoked_at=now)


def find(*, token: str, now: datetime) -> OutsideLink:
    """Return the link that a token opens.

    Raises:
        LinkDead: expired, taken back, answered, or never made.
    """
    rows = OutsideLink.objects.standing(now=now).select_related("revision", "page__locale", "made_by")
    found = rows.filter(token_hash=tokens.hashed(token)).first()
    if found is None:
        raise LinkDead
    return found


def answer(*, token: str, verdict: str, reason: str, remarks: keeping.Asked, now: datetime) -> OutsideLink:
    """Write what an outside reviewer says, once.

    Raises:
        LinkDead: as `find`.
    """
    with transaction.atomic():
        rows = OutsideLink.objects.standing(now=now).select_for_update(of=("self",), no_key=True)
        link = rows.select_related("revision").filter(token_hash=tokens.hashed(token)).first()
        if link is None or verdict not in {Verdict.APPROVE, Verdict.CHANGES}:
            raise LinkDead
        keeping.write(remarks, link=link, now=now)
        link.verdict, link.reason, link.decided_at = Verdict(verdict), reason, now
        link.save(update_fields=["verdict", "reason", "decided_at"])
        return link
