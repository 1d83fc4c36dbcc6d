"""The reminder before a call closes: to who has a draft for it, judged again at the moment of sending."""

from datetime import datetime, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from community.members.models import User
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose
from home.calls import times
from home.calls.enums import State
from home.calls.models import Answer
from home.submissions.emails import authors
from home.submissions.enums import State as Standing
from home.submissions.models import Submission

CLOSING = "call.closing"
BEFORE = timedelta(days=3)


def owe_closing(answer: Answer, *, now: datetime) -> int:
    """Owe every author of a draft one reminder a call; return how many authors there are."""
    people = list(authors(answer.submission))
    for author in people:
        profile = getattr(author, "profile", None)
        debts.owe(
            kind=CLOSING,
            recipient=author.email,
            period=f"call {answer.call_id} closing",
            language=profile.interface_language if profile else "en",
            now=now,
            context={"answer": answer.pk, "member": author.pk},
        )
    return len(people)


def about_closing(mail: Mail, now: datetime) -> Letter | None:
    """Remind of a call that is still open, as long as the reader's answer is still a draft."""
    answer = Answer.objects.select_related("call", "submission__story").filter(pk=mail.context.get("answer")).first()
    reader = User.objects.select_related("profile").filter(pk=mail.context.get("member"), is_active=True).first()
    if answer is None or reader is None or reader.email.lower() != mail.recipient.lower():
        return None
    if answer.call.state(now=now) != State.OPEN or answer.submission.state != Standing.DRAFT:
        return None
    if not Submission.objects.written_by(reader).filter(pk=answer.submission_id).exists():
        return None
    zone = reader.profile.time_zone if hasattr(reader, "profile") else "UTC"
    with translation.override(mail.language), timezone.override(zone):
        context = {
            "title": _("“%(call)s” closes soon") % {"call": answer.call.title},
            "story": answer.submission.story.draft_title or answer.submission.story.title,
            "closes": times.moment(answer.call.closes_at, answer.call.zone),
            "path": answer.submission.get_absolute_url(),
        }
    return compose("calls/emails/closing", context, language=mail.language, zone=zone)


def register() -> None:
    """Tell the outbox who writes this mail."""
    renderers.register(CLOSING, about_closing)
