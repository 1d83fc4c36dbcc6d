"""Mails of facilitated discussions: owed once, judged again at the moment of sending."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.ediscussions.enums import State
from community.ediscussions.models import EDiscussion, Proceedings, Room
from community.ediscussions.schedule import Phase
from community.following.models import Following
from community.members.models import User
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose

OPENED = "ediscussion.opened"
SUMMARY_DUE = "ediscussion.summary_due"
REPLY_DUE = "ediscussion.reply_due"
REPLY_OVERDUE = "ediscussion.reply_overdue"
USED = "ediscussion.used"


def _owe(kind: str, people: Iterable[User], discussion: EDiscussion, period: str, now: datetime, **context: Any) -> int:
    """Owe a mail to each; return how many were not owed before."""
    owed = 0
    for member in people:
        profile = getattr(member, "profile", None)
        mail = debts.owe(
            kind=kind,
            recipient=member.email,
            period=period,
            language=profile.interface_language if profile else "en",
            now=now,
            context={"discussion": discussion.pk, "member": member.pk, **context},
        )
        owed += mail is not None
    return owed


def _leaders(discussion: EDiscussion) -> Iterable[User]:
    return discussion.facilitators.filter(is_active=True).select_related("profile")


def owe_opened(discussion: EDiscussion, *, now: datetime) -> int:
    """Owe those who watch a room the news that it is open."""
    rooms = list(discussion.rooms.values_list("thread_id", flat=True))
    rows = Following.objects.on("thread", rooms).watching().filter(member__is_active=True)
    watchers = {row.member for row in rows.select_related("member__profile")}
    return _owe(OPENED, watchers, discussion, f"discussion {discussion.pk}", now)


def owe_summary_due(discussion: EDiscussion, phase: Phase, *, now: datetime) -> int:
    """Owe its facilitators the reminder of a weekly summary."""
    period = f"discussion {discussion.pk} week {phase.number}"
    return _owe(SUMMARY_DUE, _leaders(discussion), discussion, period, now, week=phase.number)


def owe_reply_due(discussion: EDiscussion, *, now: datetime) -> int:
    """Owe its facilitators the reminder of the consolidated reply. A new day gives a new reminder."""
    period = f"discussion {discussion.pk} {discussion.reply_due_on}"
    return _owe(REPLY_DUE, _leaders(discussion), discussion, period, now)


def owe_reply_overdue(discussion: EDiscussion, *, now: datetime) -> int:
    """Owe its facilitators word that the consolidated reply is late."""
    period = f"discussion {discussion.pk} {discussion.reply_due_on}"
    return _owe(REPLY_OVERDUE, _leaders(discussion), discussion, period, now)


def owe_used(row: Proceedings, *, now: datetime) -> int:
    """Owe each author of a contribution that the reply rests on one notice, whatever is put right later."""
    quoted = User.objects.filter(is_active=True, posts__in=row.quotes.values("post")).select_related("profile")
    return _owe(USED, quoted.distinct(), row.discussion, f"discussion {row.discussion_id}", now)


def about_discussion(mail: Mail, now: datetime) -> Letter | None:
    """Write one of these mails, as long as it is still true and the reader may still open the discussion."""
    discussion = EDiscussion.objects.filter(pk=mail.context.get("discussion")).first()
    reader = User.objects.select_related("profile").filter(pk=mail.context.get("member"), is_active=True).first()
    if discussion is None or reader is None or reader.email.lower() != mail.recipient.lower():
        return None
    room = Room.objects.readable(reader).filter(discussion=discussion).first()
    if room is None or not _is_true(mail, discussion, reader, now):
        return None
    zone = reader.profile.time_zone if hasattr(reader, "profile") else "UTC"
    with translation.override(mail.language), timezone.override(zone):
        title, text, action, path = WORDS[mail.kind](discussion, mail.context)
        context = {"title": title, "text": text, "action": action, "path": path, "discussion": discussion}
        return compose("ediscussions/emails/notice", context, language=mail.language, zone=zone)


def _is_true(mail: Mail, discussion: EDiscussion, reader: User, now: datetime) -> bool:
    found = Proceedings.objects.filter(discussion=discussion, published_at__isnull=False).first()
    if mail.kind == OPENED:
        rooms = list(discussion.rooms.values_list("thread_id", flat=True))
        watches = Following.objects.on("thread", rooms).watching().filter(member=reader).exists()
        return watches and discussion.state(now=now, is_published=False) == State.OPEN
    if mail.kind == USED:
        return found is not None and found.quotes.filter(post__author=reader).exists()
    if not discussion.facilitators.filter(pk=reader.pk).exists():
        return False
    if mail.kind == SUMMARY_DUE:
        return not discussion.summaries.filter(week=mail.context.get("week")).exists()
    return found is None


Words = tuple[str, str, str, str]


def _opened(discussion: EDiscussion, context: dict[str, Any]) -> Words:
    title = _("“%(title)s” is open") % {"title": discussion.title}
    text = _("The discussion that you follow is open until %(day)s.") % {"day": _day(discussion.ends_on)}
    return title, text, _("Join in"), discussion.get_absolute_url()


def _summary_due(discussion: EDiscussion, context: dict[str, Any]) -> Words:
    title = _("Week %(week)s of “%(title)s” waits for its summary") % {
        "week": context.get("week"),
        "title": discussion.title,
    }
    text = _(
        "A few sentences are enough: what people agree on, where they differ, what is open. It goes into the digest."
    )
    path = _below(discussion, f"summaries/write/{context.get('week')}/")
    return title, text, _("Write the summary"), path


def _reply_due(discussion: EDiscussion, context: dict[str, Any]) -> Words:
    title = _("The consolidated reply of “%(title)s” is due") % {"title": discussion.title}
    text = _("Members were told to expect it by %(day)s.") % {"day": _day(discussion.reply_due_on)}
    return title, text, _("Write the consolidated reply"), _below(discussion, "reply/")


def _reply_overdue(discussion: EDiscussion, context: dict[str, Any]) -> Words:
    title = _("The consolidated reply of “%(title)s” is late") % {"title": discussion.title}
    text = _("Members were told to expect it by %(day)s. Publish what there is: you can put it right later.") % {
        "day": _day(discussion.reply_due_on)
    }
    return title, text, _("Write the consolidated reply"), _below(discussion, "reply/")


def _used(discussion: EDiscussion, context: dict[str, Any]) -> Words:
    title = _("Your contribution was used in “%(title)s”") % {"title": discussion.title}
    text = _("The consolidated reply is out. It rests on what you wrote, and names you as its author.")
    return title, text, _("Read it"), discussion.get_absolute_url()


def _below(discussion: EDiscussion, rest: str) -> str:
    return f"{discussion.get_absolute_url()}{rest}"


def _day(day: Any) -> str:
    return date_format(day, "DATE_FORMAT")


WORDS = {
    OPENED: _opened,
    SUMMARY_DUE: _summary_due,
    REPLY_DUE: _reply_due,
    REPLY_OVERDUE: _reply_overdue,
    USED: _used,
}


def register() -> None:
    """Tell the outbox who writes these mails."""
    for kind in WORDS:
        renderers.register(kind, about_discussion)
