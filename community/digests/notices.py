"""What was mailed to a member lately, by what it was about, and where she changes that.

A mail's kind says in its first word whose it is ("registration.confirmed"); a word that nobody named here still shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from community.members.models import User
from community.outbox.enums import MailState
from community.personal_data.tracks import mails_of

LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Subject:
    """One kind of mail as its reader knows it. url: where she changes it, empty where it always comes."""

    title: str
    why: str
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class Notices:
    """The mails about one subject. waiting: how many are written and not sent yet."""

    subject: Subject
    sent: int
    waiting: int
    last: datetime


def subjects() -> dict[str, Subject]:
    """Return the subjects by the first word of the kinds."""
    return {**_meeting(), **_writing(), **_oneself()}


def _meeting() -> dict[str, Subject]:
    """What others do: the digest, exchanges, messages, groups."""
    return {
        "digest": Subject(
            _("Your digest"),
            _("What is new on the themes you follow."),
            reverse("digests:settings"),
            _("Choose themes and day"),
        ),
        "registration": Subject(
            _("Your registrations"),
            _("Your place, your turn in the line, and changes. They always come."),
            reverse("my_registrations:list"),
            _("Look at your registrations"),
        ),
        "exchange": Subject(
            _("Exchanges you registered for"),
            _("That one does not take place. They always come."),
            reverse("my_registrations:list"),
            _("Look at your registrations"),
        ),
        "contact": Subject(
            _("Messages"),
            _("Somebody wrote to you, or to an organisation you speak for. Block a member to hear no more of her."),
            reverse("contacts:index"),
            _("Look at your messages"),
        ),
        "group": Subject(
            _("Groups"),
            _("Requests, decisions and invitations. Leave a group to hear no more of it."),
            reverse("groups:index"),
            _("Look at your groups"),
        ),
    }


def _writing() -> dict[str, Subject]:
    """What became of what a member wrote."""
    return {
        "following": Subject(
            _("Threads and pages you follow"),
            _("New answers where you asked for them, and mentions of you. Each mail has a link that stops them."),
        ),
        "submission": Subject(_("Practices you share"), _("Where each of them stands, and why. They always come.")),
        "review": Subject(_("Reviews"), _("That a practice waits for you. Say no to a review to hear no more of it.")),
        "story": Subject(_("Practices you answer for"), _("Once a year, whether they are still true.")),
        "desk": Subject(
            _("Question desk"),
            _("Answers to your questions, and questions that wait for you. They always come."),
            reverse("desk:index"),
            _("To the desk"),
        ),
        "moderation": Subject(_("Your contributions"), _("That one was hidden or shown again. They always come.")),
    }


def _oneself() -> dict[str, Subject]:
    """The account, and what it is worth."""
    return {
        "claim": Subject(_("Speaking for an organisation"), _("Decisions on your claims. They always come.")),
        "account": Subject(
            _("Your account"),
            _("Addresses, sign-in and password. They always come."),
            reverse("account_email"),
            _("Look at your addresses"),
        ),
        "data": Subject(
            _("Your data"),
            _("Your archive, or the end of your account. They always come."),
            reverse("personal_data:overview"),
            _("Look at your data"),
        ),
    }


def lately(member: User, *, now: datetime) -> list[Notices]:
    """Return what was written to the member within LATELY, by subject, the latest first; one query."""
    rows = mails_of(member).filter(created_at__gt=now - LATELY, state__in=[MailState.SENT, MailState.OWED])
    grouped: dict[str, list[tuple[str, datetime]]] = {}
    for kind, state, created_at, sent_at in rows.values_list("kind", "state", "created_at", "sent_at"):
        grouped.setdefault(kind.partition(".")[0], []).append((state, sent_at or created_at))
    return sorted(_summed(grouped), key=lambda row: row.last, reverse=True)


def _summed(grouped: dict[str, list[tuple[str, datetime]]]) -> Iterable[Notices]:
    known = subjects()
    other = Subject(_("Other mails"), "")
    for word, mails in grouped.items():
        waiting = sum(state == MailState.OWED for state, _at in mails)
        last = max(at for _state, at in mails)
        yield Notices(known.get(word, other), len(mails) - waiting, waiting, last)
