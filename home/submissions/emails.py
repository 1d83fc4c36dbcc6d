"""Mails about submissions: one to each author at each move, judged again at the moment of sending."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from community.members.models import User
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose
from home.submissions.enums import State
from home.submissions.models import Move, Submission

MOVED = "submission.moved"


def owe_moved(move: Move, *, now: datetime) -> None:
    """Owe every author a mail about a move."""
    for author in authors(move.submission):
        profile = getattr(author, "profile", None)
        debts.owe(
            kind=MOVED,
            recipient=author.email,
            period=f"submission move {move.pk}",
            language=profile.interface_language if profile else "en",
            now=now,
            context={"move": move.pk, "member": author.pk},
        )


def authors(submission: Submission) -> Iterable[User]:
    """Return who writes a submission, each once."""
    rows = User.objects.select_related("profile").filter(is_active=True)
    people = [submission.author_id, *submission.co_authors.values_list("member", flat=True)]
    return rows.filter(pk__in=[pk for pk in people if pk is not None]).order_by("pk")


def about_move(mail: Mail, now: datetime) -> Letter | None:
    """Write about a move, as long as the reader is an author and it was the last one."""
    move = Move.objects.select_related("submission__story").filter(pk=mail.context.get("move")).first()
    reader = User.objects.select_related("profile").filter(pk=mail.context.get("member"), is_active=True).first()
    if move is None or reader is None or reader.email.lower() != mail.recipient.lower():
        return None
    submission = move.submission
    if not Submission.objects.written_by(reader).filter(pk=submission.pk).exists():
        return None
    if Move.objects.filter(submission=submission, pk__gt=move.pk).exists():
        return None
    zone = reader.profile.time_zone if hasattr(reader, "profile") else "UTC"
    with translation.override(mail.language):
        title, line = _words(move)
        context = {
            "title": title,
            "line": line,
            "note": move.note,
            "path": submission.get_absolute_url(),
            "link": _("See how it stands"),
        }
    return compose("submissions/emails/moved", context, language=mail.language, zone=zone)


def _words(move: Move) -> tuple[str, str]:
    story = move.submission.story.draft_title or move.submission.story.title
    sentences = {
        State.SUBMITTED: (
            _("“%(story)s” is with the reviewers") % {"story": story},
            _("Two people read it, neither of them an author. You hear from us at every step."),
        ),
        State.IN_REVIEW: (
            _("“%(story)s” is being read") % {"story": story},
            _("A reviewer has begun. You can still take it back."),
        ),
        State.CHANGES_ASKED: (
            _("Reviewers ask for changes to “%(story)s”") % {"story": story},
            _("Their remarks stand beside the paragraphs. Change what you agree with, and send it again."),
        ),
        State.PUBLIC: (
            _("“%(story)s” is public") % {"story": story},
            _("Thank you. Others can now read it, ask about it and try it."),
        ),
        State.DECLINED: (
            _("“%(story)s” was not accepted") % {"story": story},
            _("The reason stands below. You can tell it elsewhere on the site, for example in a discussion."),
        ),
        State.ARCHIVED: (
            _("“%(story)s” is archived") % {"story": story},
            _("It is no longer public. Its text and history are kept."),
        ),
        State.DRAFT: (
            _("“%(story)s” is in your hands again") % {"story": story},
            _("It is a draft. Nobody else reads it until you send it."),
        ),
    }
    return sentences[State(move.after)]


def register() -> None:
    """Tell the outbox who writes these mails."""
    renderers.register(MOVED, about_move)
