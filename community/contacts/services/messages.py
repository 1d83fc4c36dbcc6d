"""Writing to a member or an organisation, answering, and what facilitators hide.

Who is blocked is not told: her message is kept back, for herself it looks sent, and it counts among what she may write.
"""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from community.contacts import emails
from community.contacts.models import MESSAGE_LENGTH, SUBJECT_LENGTH, Block, Conversation, Message
from community.contacts.permissions import can_write_member, side_of
from community.contacts.services.refusals import MessageTooLong, NobodySpeaks, NotReachable, TooManyBegun, YouBlock
from community.members import contributions, pacing
from community.members.contributions import ContributionEmpty, ContributionState
from community.members.models import Organisation, User
from community.members.services import contact_posts
from foundation import markup

MOST_A_DAY = 10
DAY = timedelta(days=1)


@transaction.atomic
def write_to_member(
    *,
    sender: User,
    recipient: User,
    subject: str,
    text: str,
    now: datetime,
    share_address: bool = False,
    submission: uuid.UUID | None = None,
) -> Message:
    """Begin a conversation with a member; the same form sent twice gives the same message.

    Raises:
        ContributionRefused: NotReachable, YouBlock, TooManyBegun, or one about the text.
    """
    text, subject = checked(text), line(subject)
    member = pacing.enter(sender)
    seal = contributions.seal(submission, member.pk, f"{recipient.pk}:{subject}:{text}")
    if sent := _sent_before(seal):
        return sent
    reader = User.objects.select_related("profile").filter(pk=recipient.pk).first()
    if reader is None or not can_write_member(member, reader):
        raise NotReachable
    _refuse_blocking(member, reader)
    _pace_begun(member, now)
    conversation = Conversation.objects.create(starter=member, recipient=reader, subject=subject, created_at=now)
    return _add(conversation, member, True, text, share_address, seal, now)


@transaction.atomic
def write_to_organisation(
    *,
    sender: User,
    organisation: Organisation,
    role: str,
    subject: str,
    text: str,
    now: datetime,
    share_address: bool = False,
    submission: uuid.UUID | None = None,
) -> Message:
    """Begin a conversation with an organisation: it stands in the inbox of all who speak for it.

    Raises:
        ContributionRefused: NobodySpeaks, TooManyBegun, or one about the text.
    """
    text, subject = checked(text), line(subject)
    member = pacing.enter(sender)
    seal = contributions.seal(submission, member.pk, f"{organisation.pk}:{role}:{subject}:{text}")
    if sent := _sent_before(seal):
        return sent
    if not contact_posts.holders(organisation=organisation, role=role, now=now):
        raise NobodySpeaks
    _pace_begun(member, now)
    conversation = Conversation.objects.create(
        starter=member, organisation=organisation, role=role, subject=subject, created_at=now
    )
    return _add(conversation, member, True, text, share_address, seal, now)


@transaction.atomic
def answer(
    *,
    conversation: Conversation,
    sender: User,
    text: str,
    now: datetime,
    share_address: bool = False,
    submission: uuid.UUID | None = None,
) -> Message:
    """Answer in a conversation, from either side.

    Raises:
        ContributionRefused: NotReachable, YouBlock, TooMany, or one about the text.
    """
    text = checked(text)
    member = pacing.enter(sender)
    seal = contributions.seal(submission, member.pk, f"answer {conversation.pk}:{text}")
    if sent := _sent_before(seal):
        return sent
    held = Conversation.objects.select_related("starter", "recipient", "organisation").get(pk=conversation.pk)
    side = side_of(member, held, now=now)
    if side is None:
        raise NotReachable
    if held.organisation is None or not side:
        other = held.recipient if side else held.starter
        if other is None or not other.is_active:
            raise NotReachable
        _refuse_blocking(member, other)
    elif not contact_posts.holders(organisation=held.organisation, role=held.role, now=now):
        raise NobodySpeaks
    pacing.check(member, now=now)
    return _add(held, member, side, text, share_address, seal, now)


def mark_read(*, conversation: Conversation, starter: bool, now: datetime) -> None:
    """Write down that one side has seen what reached it."""
    rows = Message.objects.delivered().filter(conversation=conversation, read_at__isnull=True)
    rows.exclude(by_starter=starter).update(read_at=now)


@transaction.atomic
def hide(*, message: Message, reason: str, now: datetime) -> Message | None:
    """Put the reason in the message's place, for both sides; None when it is hidden already."""
    row = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if row.state != ContributionState.PUBLISHED:
        return None
    row.state, row.hidden_reason, row.hidden_at = ContributionState.HIDDEN, reason, now
    row.save(update_fields=["state", "hidden_reason", "hidden_at"])
    return row


@transaction.atomic
def restore(*, message: Message) -> Message | None:
    """Let a hidden message be read again; None when it is not hidden."""
    row = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if row.state != ContributionState.HIDDEN:
        return None
    row.state, row.hidden_reason, row.hidden_at = ContributionState.PUBLISHED, "", None
    row.save(update_fields=["state", "hidden_reason", "hidden_at"])
    return row


def moments(member_id: int, since: datetime) -> pacing.Moments:
    """Return when the member wrote messages after `since`."""
    return Message.objects.filter(sender=member_id, created_at__gt=since).values_list("created_at", flat=True)


def checked(text: str) -> str:
    """Return a text as it is kept, if it is neither empty nor too long."""
    text = markup.tidy(text)
    if not text:
        raise ContributionEmpty
    if len(text) > MESSAGE_LENGTH:
        raise MessageTooLong(len(text), MESSAGE_LENGTH)
    return text


def line(subject: str) -> str:
    """Return a subject as it is kept."""
    return " ".join(markup.tidy(subject).split())[:SUBJECT_LENGTH]


def _add(
    conversation: Conversation,
    sender: User,
    by_starter: bool,
    text: str,
    share_address: bool,
    seal: uuid.UUID | None,
    now: datetime,
) -> Message:
    other = conversation.recipient_id if by_starter else conversation.starter_id
    withheld = other is not None and Block.objects.between(other, sender.pk).exists()
    message = Message.objects.create(
        conversation=conversation,
        by_starter=by_starter,
        sender=sender,
        text=text,
        html=markup.render(text),
        share_address=share_address,
        is_withheld=withheld,
        created_at=now,
        submission=seal,
    )
    if not withheld:
        emails.owe(message, now=now)
    return message


def _sent_before(seal: uuid.UUID | None) -> Message | None:
    return Message.objects.select_related("conversation").filter(submission=seal).first() if seal else None


def _refuse_blocking(member: User, other: User) -> None:
    if Block.objects.between(member.pk, other.pk).exists():
        raise YouBlock


def _pace_begun(member: User, now: datetime) -> None:
    begun = Conversation.objects.filter(starter=member, created_at__gt=now - DAY).order_by("-created_at")
    recent = list(begun.values_list("created_at", flat=True)[:MOST_A_DAY])
    if len(recent) >= MOST_A_DAY:
        raise TooManyBegun(MOST_A_DAY, recent[-1] + DAY)
