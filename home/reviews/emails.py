"""Mails about reviews: to who is asked, to who is late, to who sent a text that is no submission."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.groups import tokens
from community.members.models import User
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose
from home.reviews.enums import Outcome, Release, ReviewState
from home.reviews.models import OutsideLink, Review, Round

ASKED = "review.asked"
OVERDUE = "review.overdue"
RELEASED = "review.released"
OUTCOME = "review.outcome"
OUTSIDE = "review.outside"


def _language(member: User) -> str:
    profile = getattr(member, "profile", None)
    return profile.interface_language if profile else "en"


def _zone(member: User) -> str:
    return member.profile.time_zone if hasattr(member, "profile") else "UTC"


def owe_asked(review: Review, *, now: datetime) -> None:
    """Owe a reviewer the request."""
    _owe(review, ASKED, period=f"review {review.pk} asked {now:%Y-%m-%d %H:%M}", now=now)


def owe_overdue(review: Review, *, now: datetime) -> None:
    """Owe a reviewer one reminder."""
    _owe(review, OVERDUE, period=f"review {review.pk} due {review.due_on}", now=now)


def owe_released(review: Review, *, why: Release, now: datetime) -> None:
    """Owe a reviewer the word that she is asked no longer."""
    _owe(review, RELEASED, period=f"review {review.pk} released {now:%Y-%m-%d %H:%M}", now=now, why=why.value)


def _owe(review: Review, kind: str, *, period: str, now: datetime, **more: str) -> None:
    if review.reviewer is None:
        return
    debts.owe(
        kind=kind,
        recipient=review.reviewer.email,
        period=period,
        language=_language(review.reviewer),
        now=now,
        context={"review": review.pk, **more},
    )


def owe_outcome(row: Round, *, now: datetime) -> None:
    """Owe who sent a text from the back office what became of it; authors of submissions have their own mail."""
    if row.asked_by is None:
        return
    debts.owe(
        kind=OUTCOME,
        recipient=row.asked_by.email,
        period=f"review round {row.pk}",
        language=_language(row.asked_by),
        now=now,
        context={"round": row.pk, "member": row.asked_by.pk},
    )


def name_of_link(page_id: int, address: str) -> str:
    """Return what a link is derived from; the word keeps it apart from invitations to groups."""
    return f"outside review {page_id}:{address.lower()}"


def owe_outside(link: OutsideLink, *, now: datetime) -> None:
    """Owe an outside reviewer her link."""
    debts.owe(
        kind=OUTSIDE,
        recipient=link.email,
        period=f"outside review {link.pk}",
        language=link.language,
        now=now,
        context={"link": link.pk},
    )


def about_outside(mail: Mail, now: datetime) -> Letter | None:
    """Write to an outside reviewer, as long as her link opens anything."""
    rows = OutsideLink.objects.standing(now=now).select_related("made_by", "revision")
    link = rows.filter(pk=mail.context.get("link")).first()
    if link is None or link.email.lower() != mail.recipient.lower() or link.made_by is None:
        return None
    token = tokens.recover(name_of_link(link.page_id, link.email), link.nonce, link.token_hash)
    if not token:
        return None
    with translation.override(mail.language):
        context = {
            "title": _("%(name)s asks what you think of a text") % {"name": link.made_by.name},
            "lines": [
                _("It is “%(title)s”, a text for Corridor, where local authorities share what they tried.")
                % {"title": link.title},
                _("You need no account. You can remark on each paragraph, and say whether it is good as it is."),
                _("The link is yours alone and works until %(day)s. Your answer is kept with your name.")
                % {"day": date_format(link.expires_at, "j F Y")},
                _("You do not know what this is? Then do nothing."),
            ],
            "link": _("Read the text"),
            "path": reverse("reviews:outside", args=[token]),
        }
    return compose("reviews/emails/review", context, language=mail.language)


def about_review(mail: Mail, now: datetime) -> Letter | None:
    """Write to a reviewer, as long as her review is still wanted."""
    review = (
        Review.objects.pending()
        .select_related("round__revision", "round__page__locale", "reviewer__profile")
        .filter(pk=mail.context.get("review"), reviewer__is_active=True)
        .first()
    )
    if review is None or review.reviewer is None or review.reviewer.email.lower() != mail.recipient.lower():
        return None
    if mail.kind == ASKED and review.state != ReviewState.PROPOSED:
        return None
    with translation.override(mail.language):
        due = date_format(review.due_on, "j F Y")
        if mail.kind == ASKED:
            title = _("Will you review “%(title)s”?") % {"title": review.round.title}
            lines = [
                _("You know its theme or its language. Two people read every text before it is public."),
                _("First say whether you have a conflict of interest. Then the text opens."),
                _("Please decide by %(day)s.") % {"day": due},
            ]
            link = _("Answer")
        else:
            title = _("Your review of “%(title)s” was due on %(day)s") % {"title": review.round.title, "day": due}
            lines = [
                _("Its authors wait for you."),
                _("No time? Write to the facilitators: they ask somebody else."),
            ]
            link = _("Open the review")
        context = {"title": title, "lines": lines, "link": link, "path": review.get_absolute_url()}
    return compose("reviews/emails/review", context, language=mail.language, zone=_zone(review.reviewer))


def about_released(mail: Mail, now: datetime) -> Letter | None:
    """Tell a reviewer that she need not review a text; unless she was asked again meanwhile."""
    review = (
        Review.objects.filter(state=ReviewState.RELEASED, reviewer__is_active=True)
        .select_related("round", "reviewer__profile")
        .filter(pk=mail.context.get("review"))
        .first()
    )
    if review is None or review.reviewer is None or review.reviewer.email.lower() != mail.recipient.lower():
        return None
    with translation.override(mail.language):
        context = {
            "title": _("You need not review “%(title)s” any more") % {"title": review.round.title},
            "lines": [
                _why_released(str(mail.context.get("why", Release.REPLACED))),
                _("There is nothing for you to do. Thank you for having been ready to help."),
            ],
            "link": _("Texts that wait for a review"),
            "path": reverse("reviews:index"),
        }
    return compose("reviews/emails/review", context, language=mail.language, zone=_zone(review.reviewer))


def _why_released(why: str) -> str:
    if why == Release.TAKEN_BACK:
        return _("It was taken back before its reviewers decided. When it is sent again, reviewers are asked anew.")
    if why == Release.UNFIT:
        return _(
            "Reviewers are facilitators, editors or experts, and do not work with the authors. That is no longer so "
            "for you, and somebody else is asked. If this is a mistake, write to the facilitators."
        )
    return _("A facilitator asked somebody else in your place, so that its authors do not wait.")


def about_outcome(mail: Mail, now: datetime) -> Letter | None:
    """Write what became of a text sent from the back office."""
    row = Round.objects.for_listing().filter(pk=mail.context.get("round")).first()
    reader = User.objects.select_related("profile").filter(pk=mail.context.get("member"), is_active=True).first()
    if row is None or reader is None or reader.email.lower() != mail.recipient.lower():
        return None
    with translation.override(mail.language):
        sentences = {
            Outcome.APPROVED: _("“%(title)s” was accepted and is public"),
            Outcome.CHANGES: _("Reviewers ask for changes to “%(title)s”"),
            Outcome.DECLINED: _("“%(title)s” was not accepted"),
        }
        if row.outcome not in sentences:
            return None
        reasons = [each.reason for each in row.reviews.filter(state=ReviewState.DECIDED) if each.reason]
        context = {
            "title": sentences[Outcome(row.outcome)] % {"title": row.title},
            "lines": reasons or [_("The reviewers gave no reason.")],
            "link": _("Open it"),
            "path": reverse("wagtailadmin_pages:edit", args=[row.page_id]),
        }
    return compose("reviews/emails/review", context, language=mail.language, zone=_zone(reader))


def register() -> None:
    """Tell the outbox who writes these mails."""
    renderers.register(ASKED, about_review)
    renderers.register(OVERDUE, about_review)
    renderers.register(RELEASED, about_released)
    renderers.register(OUTCOME, about_outcome)
    renderers.register(OUTSIDE, about_outside)
